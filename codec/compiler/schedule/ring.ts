import type { Range } from './op.js';

/** Words of a memory that are given out in turn, from the first to the last and then anew. */
export interface Ring {
  /** Where the next so many words are: behind those given out last, or from 0 on where they do not fit there. */
  place(words: number): Range;
  /** Gives them out. */
  take(words: number): Range;
  /** The next begin at 0, unless all of these, one after the other, have a place together behind what was given out. */
  together(words: readonly number[]): void;
}

export function ring(size: number): Ring {
  let head = 0;
  const place = (words: number): Range => {
    if (words > size) throw new RangeError(`${words} words in a memory of ${size}`);
    const at = head + words <= size ? head : 0;
    return [at, at + words];
  };
  return {
    place,
    take(words) {
      const range = place(words);
      head = range[1];
      return range;
    },
    together(words) {
      let at = head;
      let lost = 0;
      for (const each of words) {
        if (at + each > size) [lost, at] = [lost + size - at, 0];
        at += each;
      }
      if (lost > 0 && lost + words.reduce((a, b) => a + b, 0) > size) head = 0;
    },
  };
}
