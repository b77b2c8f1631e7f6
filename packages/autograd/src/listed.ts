/** A shape or other list as messages print it: `[2, 3]`. */
export function listed(values: number | readonly (number | undefined)[] | undefined): string {
  return `[${typeof values === "object" ? values.join(", ") : values}]`;
}
