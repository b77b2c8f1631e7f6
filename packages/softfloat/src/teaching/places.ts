/** A number of places in words. */
export function places(count: number): string {
  return `${count} ${count === 1 ? "place" : "places"}`;
}
