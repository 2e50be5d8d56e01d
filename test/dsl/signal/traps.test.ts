import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, bundle, input, output, u8, vec, when } from '../../../dsl/index.js';
import { circuitOf, codesOf } from '../rig.js';

const traps = suite('traps');
const ports = {
  a: input(u8),
  c: input(bool),
  v: input(vec(u8, 2)),
  p: input(bundle({ x: u8, y: u8 })),
  y: output(bool),
};

/** Operators of TypeScript that a type checker may let through, on values of any type. */
const using = (use: (io: Record<keyof typeof ports, never>) => unknown) =>
  codesOf(() =>
    circuitOf(ports, io => {
      use(io as never);
      io.y.set(false);
    }),
  );

// biome-ignore lint/suspicious/noDoubleEquals: the trap itself
const isThree = (value: unknown): boolean => value == 3;

traps('arithmetic, comparison and text of a signal are errors that say what to write', () => {
  for (const name of ['a', 'c', 'v', 'p'] as const) {
    assert.equal(
      using(io => `${io[name]}`),
      ['HW003'],
      `text of ${name}`,
    );
    assert.equal(
      using(io => +io[name]),
      ['HW003'],
      `number of ${name}`,
    );
    assert.equal(
      using(io => io[name] < 3),
      ['HW003'],
      `comparison of ${name}`,
    );
    assert.equal(
      using(io => isThree(io[name])),
      ['HW003'],
      `equality of ${name}`,
    );
  }
});

traps('a condition that is no Bool is an error, not the constant 1', () => {
  assert.equal(
    using(io => when(io.a, () => {})),
    ['HW012'],
  );
  assert.equal(
    using(() => when('yes' as never, () => {})),
    ['HW012'],
  );
  assert.equal(
    using(io => (io.c as { and(x: unknown): unknown }).and(io.a)),
    ['HW012'],
  );
  assert.equal(
    using(io => (io.y as { set(x: unknown): unknown }).set(io.a)),
    ['HW012'],
  );
  assert.equal(
    using(io => (io.y as { set(x: unknown): unknown }).set(2)),
    ['HW012'],
  );
});

traps('hardware outside a module is an error', () => {
  assert.equal(
    codesOf(() => when(true, () => {})),
    ['HW001'],
  );
});

traps.run();
