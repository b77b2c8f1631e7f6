//#include formats/narrow
