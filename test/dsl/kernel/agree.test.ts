import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { leavesOf } from '../../../dsl/kernel/front/shape.js';
import { irOf, loweredOf } from '../../../dsl/kernel/index.js';
import { evaluate as formOf } from './evaluate.js';
import { argumentsOf, kernelText } from './random.js';
import { evaluate, type Value } from './source.js';
import { kernelFrom } from './written.js';

/** Random kernels: as called, as their form says, and as their source says, in numbers without end. */
const agree = suite('random kernels');
const seed = process.env.GRACE_SEED === 'random' ? Date.now() & 0x7fff_ffff : Number(process.env.GRACE_SEED ?? 7);
const numRuns = Number(process.env.GRACE_RUNS ?? 120);

agree('the function, the form and the source agree', () => {
  const parts = fc.gen();
  fc.assert(
    fc.property(kernelText, parts, (text, gen) => {
      const k = kernelFrom(text);
      const { params } = loweredOf(k);
      const leaves = params.flatMap(({ name, shape }) => leavesOf(shape, [name]));
      for (let i = 0; i < 6; i++) {
        const args = gen(argumentsOf, leaves);
        const expected = evaluate(text, args as Value[]) as Value[];
        const words = formOf(irOf(k), args.map(wordOf)).map(one => one as bigint);
        assert.equal(
          words,
          expected.map(one => wordOf(one)),
          text,
        );
        const given = args.map((arg, k) => numbersOf(arg, leaves[k]!.type.width > 53));
        const result = k(...(given as never[])) as unknown[];
        assert.equal(result.map(wordOf), words, text);
        assert.equal(
          result.map(one => typeof one),
          ['bigint', 'number', 'boolean', ...words.slice(3).map(() => 'bigint')],
        );
      }
    }),
    { seed, numRuns },
  );
});

type Word = bigint | readonly bigint[];
const wordOf = (value: unknown): Word => (Array.isArray(value) ? value.flat(Infinity).map(scalarOf) : scalarOf(value));
const scalarOf = (value: unknown): bigint => BigInt(value as bigint | boolean);

/** As numbers where they are exact. */
const numbersOf = (value: unknown, wide: boolean): unknown => {
  if (Array.isArray(value)) return value.map(one => numbersOf(one, wide));
  return typeof value === 'bigint' && !wide ? Number(value) : value;
};

agree.run();
