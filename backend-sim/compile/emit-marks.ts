import type { Frame } from './frame.js';
import { form } from './low.js';
import type { MarkSink } from './sink.js';

/** The marks of a stretch of code: those that set the same bits share a local, and the bits are set at its end. */
export interface Marks {
  add(mark: MarkSink): void;
  /** Sets the bits. */
  end(): void;
}

/**
 * Every change is noted in a local beside its store, while the value is at hand. Were the bits set there, each would
 * wait for the one before it to reach memory.
 */
export function newMarks(frame: Frame): Marks {
  const { code } = frame;
  /** By bits: the local that says whether to set them. It is 0 before and after. */
  const known = new Map<string, { readonly bits: MarkSink['bits']; readonly local: number }>();
  return {
    add({ bits, cond }) {
      const key = bits.map(({ address, mask }) => `${address}:${mask}`).join();
      const { local } = known.get(key) ?? { local: code.local('i32') };
      known.set(key, { bits, local });
      if (cond) {
        code.get(local);
        frame.push(cond, form.zero);
        code.op('i32.or').set(local);
      } else {
        code.i32(1).set(local);
      }
    },
    end() {
      for (const { bits, local } of known.values()) {
        code.get(local).if();
        for (const { address, mask } of bits) {
          code.i32(0).i32(0).access('i32.load', address).i32(mask).op('i32.or').access('i32.store', address);
        }
        code.i32(0).set(local).end();
      }
    },
  };
}
