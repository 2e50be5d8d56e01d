import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, enumOf, input, output, u8, uint } from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rigOf } from '../rig.js';

const enums = suite('enum');
const colour = enumOf('red', 'green', 'blue');

enums('cases are numbered in order, and compared by name or signal', () => {
  const dut = rigOf(
    {
      a: input(colour),
      b: input(colour),
      is: output(bool),
      same: output(bool),
      warm: output(bool),
      code: output(uint(2)),
    },
    ({ a, b, is, same, warm, code }) => {
      is.set(a.eq('green'));
      same.set(a.ne(b).not());
      warm.set(a.oneOf('red', 'green'));
      code.set(a.asUInt());
    },
  );
  for (const [a, b] of [
    [0, 1],
    [1, 1],
    [2, 0],
  ] as const) {
    dut.poke('a', a);
    dut.poke('b', b);
    assert.equal(
      ['is', 'same', 'warm', 'code'].map(name => Number(dut.peek(name))),
      [Number(a === 1), Number(a === b), Number(a < 2), a],
    );
  }
});

enums('a case that is none, another enum and a number are errors', () => {
  const set = (value: unknown) =>
    errorsOf(() =>
      circuitOf({ y: output(colour), n: input(u8), o: input(enumOf('on', 'off')) }, io => {
        (io.y as { set(x: unknown): void }).set(value === 'n' ? io.n : value === 'o' ? io.o : value);
      }),
    );
  assert.equal(set('red'), []);
  assert.match(
    set('pink')[0]!,
    /^HW012 'pink' where Enum<red \| green \| blue> is needed \| give one of 'red', 'green', 'blue'/,
  );
  assert.match(set(1)[0]!, /^HW012/);
  assert.match(set('n')[0]!, /^HW012/);
  assert.match(set('o')[0]!, /^HW012 Enum<on \| off> where/);
  assert.equal(
    codesOf(() => enumOf('a', 'a')),
    ['HW002'],
  );
});

enums('an enum of one case takes one bit', () => {
  const dut = rigOf({ y: output(enumOf('only')), n: output(uint(1)) }, ({ y, n }) => {
    y.set('only');
    n.set(y.asUInt());
  });
  assert.is(dut.peek('n'), 0n);
});

enums.run();
