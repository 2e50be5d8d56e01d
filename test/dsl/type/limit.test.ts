import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, bundle, fixed, input, mem, output, sint, type UInt, uint, vec } from '../../../dsl/index.js';
import { limits } from '../../../dsl/type/limit.js';
import { circuitOf, codesOf, errorsOf } from '../rig.js';

const limit = suite('limits of size');

limit('what no process could build is refused at once, whatever maker it comes from', () => {
  for (const make of [
    () => uint(1e9),
    () => sint(limits.number + 1),
    () => fixed({ int: 1e9, frac: 2 }),
    () => vec(uint(8), 1e9),
    () => vec(vec(uint(8), 1e5), 1e5),
    () => bundle({ a: vec(uint(8), 2 ** 21), b: bool }),
    () => uint(1e300),
  ])
    assert.equal(codesOf(make), ['HW016'], String(make));
});

limit('results and memories are held to it as well', () => {
  const body = (build: (x: UInt) => unknown) =>
    errorsOf(() =>
      circuitOf({ x: input(uint(8)), z: output(bool) }, ({ x, z }) => {
        build(x);
        z.set(false);
      }),
    );
  for (const build of [
    (x: UInt) => x.shl(1e9),
    (x: UInt) => x.extend(1e9),
    () => mem(uint(8), 1e10),
    () => mem(vec(uint(32), 1024), 2 ** 20),
  ])
    assert.match(body(build)[0]!, /^HW016 .* bits, where /, String(build));
});

limit('the largest that are allowed are made', () => {
  assert.is(uint(limits.number).width, limits.number);
  assert.is(vec(uint(8), limits.value / 8).length, limits.value / 8);
  assert.equal(
    codesOf(() =>
      circuitOf({ a: input(uint(30)), y: output(uint(8)) }, ({ a, y }) =>
        y.set(mem(uint(8), limits.memory / 8).read(a)),
      ),
    ),
    [],
  );
});

limit.run();
