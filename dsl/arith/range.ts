/** 0, 1, ... n - 1: for loops over hardware, `range(8).map(i => ...)`. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
