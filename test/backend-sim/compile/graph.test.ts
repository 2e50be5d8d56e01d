import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Graph, graph } from '../../../backend-sim/compile/graph.js';
import type { Low } from '../../../backend-sim/compile/low.js';

/** Equal values are one object, and only those: whatever their hashes are. */
const values = suite('low graph');

/** A value told by what makes it: a load, a constant, or an operator on two values made before. */
const recipe = fc.oneof(
  fc.record({
    kind: fc.constant('load' as const),
    address: fc.nat(40),
    width: fc.integer({ min: 1, max: 64 }),
    signed: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('const' as const),
    value: fc.bigInt(-(1n << 70n), 1n << 70n),
    width: fc.constantFrom(1, 32, 64),
  }),
  fc.record({
    kind: fc.constant('eq' as const),
    a: fc.nat(),
    b: fc.nat(),
    home: fc.option(fc.nat(3), { nil: undefined }),
  }),
);
type Recipe = typeof recipe extends fc.Arbitrary<infer T> ? T : never;

function make(g: Graph, step: Recipe, before: readonly Low[]): Low {
  if (step.kind === 'load') return g.load(step.address, step.width, step.signed);
  if (step.kind === 'const') return g.constant(step.value, step.width);
  const [a, b] = [step.a, step.b].map(at => before[at % before.length]!) as [Low, Low];
  return g.again(g.eq(g.load(0, 8), g.load(8, 8)), [a, b], step.home);
}

const told = ({ op, width, at, value, name, args }: Low, home: number | undefined): string =>
  [op, width, at, value, name, args.map(arg => arg.id), home].join();

values('are one object when they are made of the same, and several when not', () => {
  fc.assert(
    fc.property(fc.array(recipe, { minLength: 1, maxLength: 60 }), steps => {
      const g = graph();
      const made: Low[] = [g.load(0, 8)];
      const homes: (number | undefined)[] = [undefined];
      for (const step of steps) {
        const low = make(g, step, made);
        assert.is(make(g, step, made), low);
        made.push(low);
        homes.push(step.kind === 'eq' ? step.home : undefined);
      }
      const byText = new Map<string, Low>();
      const byLow = new Map<Low, string>();
      made.forEach((low, i) => {
        const text = told(low, homes[i]);
        assert.is(byText.get(text) ?? low, low);
        assert.is(byLow.get(low) ?? text, text);
        byText.set(text, low);
        byLow.set(low, text);
      });
      assert.equal(
        g.nodes.map(({ id }) => id),
        g.nodes.map((_, i) => i),
      );
    }),
    { seed: 7, numRuns: 300 },
  );
});

values('with equal hashes stay apart', () => {
  const g = graph();
  assert.is.not(g.load(0, 32), g.load(1, 1));
  assert.is(g.load(0, 32), g.load(0, 32));
  assert.is.not(g.load(0, 7), g.load(0, 7, true));
});

values.run();
