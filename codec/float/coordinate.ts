/** The coordinate of sample `i` of `count`, at least 2: -1 at the first, 1 at the last. Of a single sample it is no number. */
export const coordinate = (i: number, count: number): number => (2 * i) / (count - 1) - 1;
