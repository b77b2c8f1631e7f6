/** Name of the global function that an instrumented example calls with a line and a value. */
export const checkName = "__checkExample";
