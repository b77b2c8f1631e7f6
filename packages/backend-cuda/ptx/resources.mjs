// @ts-check
/** What ptxas says a kernel needs, and whether that is too much. */

/**
 * @typedef {object} Resources
 * @property {string} kernel
 * @property {number} registers
 * @property {number} stackBytes Local memory of a thread.
 * @property {number} spilledBytes Stored to it because registers ran out.
 */

/**
 * @typedef {object} Budget
 * @property {number} registers
 * @property {number} [stackBytes]
 */

/** The lines that `ptxas -v` prints. @param {string} output @returns {Resources[]} */
export function readResources(output) {
  /** @type {Resources[]} */
  const rows = [];
  let [kernel, stackBytes, spilledBytes] = ["", 0, 0];
  for (const line of output.split("\n")) {
    kernel = /Compiling entry function '([^']+)'/.exec(line)?.[1] ?? kernel;
    const memory = /(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads/.exec(line);
    if (memory !== null) [stackBytes, spilledBytes] = [Number(memory[1]), Number(memory[2]) + Number(memory[3])];
    const used = /Used (\d+) registers/.exec(line);
    if (used !== null) rows.push({ kernel, registers: Number(used[1]), stackBytes, spilledBytes });
  }
  return rows;
}

/**
 * What goes beyond the budget of a kernel, or is spilled.
 *
 * @param {string} file
 * @param {readonly Resources[]} rows
 * @param {Readonly<Record<string, Budget>>} budgets By kernel; `default` is that of every other.
 */
export function judgeResources(file, rows, budgets) {
  return rows.flatMap(({ kernel, registers, stackBytes, spilledBytes }) => {
    const budget = budgets[kernel] ?? budgets["default"] ?? { registers: 0 };
    const problems = [
      spilledBytes > 0 && `spills ${spilledBytes} bytes of registers to local memory`,
      stackBytes > (budget.stackBytes ?? 0) &&
        `has ${stackBytes} bytes of local memory, budget ${budget.stackBytes ?? 0}`,
      registers > budget.registers && `uses ${registers} registers, budget ${budget.registers}`,
    ];
    return problems.flatMap((problem) => (problem === false ? [] : [{ file, kernel, problem }]));
  });
}
