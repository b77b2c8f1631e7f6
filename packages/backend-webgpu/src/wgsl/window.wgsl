//#params height width kernel_height kernel_width out_height out_width stride_y stride_x padding_y padding_x dilation_y dilation_x
