import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, check, domain, enumOf, fixed, i8, input, print, reg, u8, vec, when } from '../../../dsl/index.js';
import { circuitOf, codesOf, rig } from '../rig.js';

const checks = suite('check, print');

checks('properties and prints speak at edges where they are reached, and never during reset', () => {
  const dut = rig(
    circuitOf({ on: input(bool), a: input(u8) }, ({ on, a }) => {
      reg(u8, { init: 0 }).set(a);
      when(on, () => {
        check.assert(a.lt(100), 'a stays small');
        check.cover(a.eq(7), 'seven');
        print('a is {}', a);
      });
      check.assume(a.ne(50), 'never 50');
    }),
  );
  const said = () =>
    dut.machine.events().map(({ report, cycle, args }) => {
      const { kind, text } = dut.machine.reports[report]!;
      return `${kind} ${text} @${cycle}${args.map(lanes => ` ${lanes.join(',')}`).join('')}`;
    });
  const cycle = (on: number, a: number, rst = 0) => {
    dut.poke('on', on);
    dut.poke('a', a);
    dut.poke('rst', rst);
    dut.step();
    return said();
  };
  assert.equal(cycle(0, 200), []);
  assert.equal(cycle(1, 7), ['cover seven @1', 'print a is {} @1 7']);
  assert.equal(cycle(1, 200), ['assert a stays small @2', 'print a is {} @2 200']);
  assert.equal(cycle(1, 200, 1), []);
  assert.equal(cycle(0, 50), ['assume never 50 @4']);
});

checks('prints take every type, one {} for each value', () => {
  const build = (text: string) =>
    codesOf(() =>
      circuitOf(
        { v: input(vec(i8, 2)), e: input(enumOf('a', 'b')), f: input(fixed({ int: 2, frac: 2 })), b: input(bool) },
        io => print(text, io.v, io.e, io.f, io.b),
      ),
    );
  assert.equal(build('{} {} {} {}'), []);
  assert.equal(build('{} {} {}'), ['HW002']);
});

checks('a property of another clock names it', () => {
  const wr = domain({ name: 'wr' });
  const dut = rig(
    circuitOf({ a: input(bool, { domain: wr }) }, ({ a }) => check.assert(a.not(), 'low', { domain: wr })),
  );
  assert.equal(dut.machine.domains, ['wr']);
  dut.poke('a', 1);
  dut.step();
  assert.is(dut.machine.events().length, 1);
});

checks('outside a module they are errors', () => {
  assert.equal(
    codesOf(() => check.assert(true, 'x')),
    ['HW001'],
  );
  assert.equal(
    codesOf(() => print('x')),
    ['HW001'],
  );
});

checks.run();
