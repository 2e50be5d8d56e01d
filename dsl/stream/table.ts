import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import type { UInt } from '../signal/uint.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import { show } from '../type/show.js';
import type { LiteralOf, Type, UIntType } from '../type/type.js';
import { accept, derive } from './make.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

export interface TableOptions {
  /** 1: the word behind the memory. 2: one more register, which block RAM has at its output. Default 1. */
  readonly latency?: 1 | 2;
  /** What it is made of. Default: from 65 words on `block` RAM, below that what the vendor tool likes. */
  readonly style?: 'auto' | 'block' | 'distributed';
}

/** Elements as indices of constants. See `Stream.table`. */
export function table<T extends Type>(
  source: Stream<UIntType>,
  type: T,
  values: readonly LiteralOf<T>[],
  { latency = 1, style = values.length > 64 ? 'block' : 'auto' }: TableOptions,
): Stream<T> {
  const { name } = source[state].info;
  const index = source.type as Type;
  if (index.kind !== 'uint')
    fail('HW012', `table: ${name} carries ${show(index)}, not unsigned numbers`, `${name}.map(x => x.asUInt())`);
  if (latency !== 1 && latency !== 2) fail('HW002', `table: a latency of ${latency}`, '1, or 2 for one more register');
  const step = { latency, readyPath: 'combinational', validPath: 'registered' } as const;
  return derive(source as Stream, 'table', step, ready => {
    const words = mem(type, depthFor(values.length, index.width), { init: values, style });
    const stages = Array.from({ length: latency }, () => ({
      valid: reg(bool, { init: false }),
      last: source.last && reg(bool),
    }));
    const end = stages.at(-1)!;
    const move = end.valid.not().or(ready);
    accept(source as Stream, move);
    const word = words.readSync(source.payload as UInt, { enable: move });
    const held = latency === 2 ? reg(type) : undefined;
    when(move, () => {
      let before = { valid: source.valid, last: source.last };
      for (const stage of stages) {
        stage.valid.set(before.valid);
        stage.last?.set(before.last!);
        before = stage;
      }
      (held as { set(value: unknown): void } | undefined)?.set(word);
    });
    const parts = { words, ...(held && { word, read: stages[0]!.valid, read_last: stages[0]!.last }) };
    return { type, payload: held ?? word, valid: end.valid, last: end.last, parts };
  }) as Stream<T>;
}

/** Words for every index, where that takes no more memory: then nothing behind it has to make zeros. */
function depthFor(values: number, bits: number): number {
  const all = 2 ** bits;
  return all >= values && all <= Math.max(1024, 2 * values) ? all : values;
}
