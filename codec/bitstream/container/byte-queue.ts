/** Bytes that have come in and are not used yet. */
export interface ByteQueue {
  readonly length: number;
  push(chunk: Uint8Array): void;
  /** The first `count` bytes, or all if there are fewer, which stay; valid until the next `push`. */
  peek(count: number): Uint8Array;
  /** Takes the first `count` bytes away. */
  drop(count: number): void;
}

/**
 * Holds a copy of what is pushed, in one buffer of at most twice the bytes it has held at once: many small chunks cost no
 * more than a large one. `initial` is not copied, nor written to.
 */
export function byteQueue(initial: Uint8Array = new Uint8Array(0)): ByteQueue {
  let buffer = initial;
  let start = 0;
  let end = initial.length;
  return {
    get length() {
      return end - start;
    },
    push(chunk) {
      if (end + chunk.length > buffer.length) {
        const roomy = new Uint8Array(2 * (end - start + chunk.length));
        roomy.set(buffer.subarray(start, end));
        buffer = roomy;
        end -= start;
        start = 0;
      }
      buffer.set(chunk, end);
      end += chunk.length;
    },
    peek: count => buffer.subarray(start, Math.min(end, start + count)),
    drop(count) {
      start += count;
    },
  };
}
