/** Runs of at most `size` among so many. */
export const chunks = (length: number, size: number): { readonly from: number; readonly terms: number }[] =>
  Array.from({ length: Math.ceil(length / size) }, (_, i) => ({
    from: i * size,
    terms: Math.min(size, length - i * size),
  }));
