/** The coordinate of sample `i` of `count`: -1 at the first, 1 at the last. */
export const coordinate = (i: number, count: number): number => (2 * i) / (count - 1) - 1;
