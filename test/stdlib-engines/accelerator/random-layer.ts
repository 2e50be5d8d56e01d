import { drawsOf } from '../../../stdlib-engines/axi/memory/pace.js';
import { randomTensor } from '../../codec/integer/arbitrary.js';
import type { SmallLayer } from './model/layer-program.js';

const tails = ['none', 'relu', 'pool', 'add', 'sigmoid'] as const;

/** A layer of a few channels and pixels, always the same from a seed. */
export function randomLayer(seed: number): SmallLayer {
  const draw = drawsOf(seed);
  const from = (low: number, high: number): number => low + Math.floor(draw() * (high - low + 1));
  const pick = <T>(...all: readonly T[]): T => all[from(0, all.length - 1)]!;
  const kind = pick(...tails);
  const wide = (kind === 'none' || kind === 'sigmoid') && draw() < 0.3;
  const type = kind === 'sigmoid' ? (wide ? 'u16' : 'u8') : wide ? 'i16' : 'i8';
  const [kernel, stride] = [pick(1, 3, 3, 5), pick<1 | 2>(1, 1, 2)];
  const even = kind === 'pool' ? 2 * stride : 1;
  const [inputs, outputs] = [from(1, 20), from(1, 16)];
  const numbers = (n: number, dims: number[], of: 'i8' | 'u8' | 'i16' | 'u16' | 'i32', ends?: [number, number]) =>
    randomTensor(dims, of, 16 * seed + n, ends).data as never;
  return {
    spec: {
      ...{ kernel, stride },
      weights: numbers(0, [outputs, inputs, kernel, kernel], 'i8', [-127, 127]),
      bias: numbers(1, [outputs], 'i32', [-100000, 100000]),
    },
    scale: { gain: numbers(2, [outputs], 'u16'), shift: numbers(3, [outputs], 'u8', [8, 20]) },
    ...(draw() < 0.3 && {
      affine: {
        gain: numbers(4, [inputs], 'i16'),
        offset: numbers(5, [inputs], 'i32', [-2000000, 2000000]),
        shift: numbers(6, [inputs], 'u8', [8, 20]),
      },
    }),
    format: { type, step: 1 },
    epilogue: kind === 'add' ? { kind, input: 'skip', gain: 5000 } : { kind },
    ...{ rows: even * from(1, 3), columns: even * from(1, 3), steps: from(1, 2) },
  };
}
