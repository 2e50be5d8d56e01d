import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, bundle, i8, input, type Mem, mem, module, output, u8, uint, vec, when } from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rigOf } from '../rig.js';

const memories = suite('mem');

/** One cycle of a memory with two write ports, an asynchronous and a synchronous read port. */
const access = fc.record({
  w0: fc.boolean(),
  a0: fc.integer({ min: 0, max: 7 }),
  d0: fc.integer({ min: 0, max: 0xffff }),
  m0: fc.integer({ min: 0, max: 3 }),
  w1: fc.boolean(),
  a1: fc.integer({ min: 0, max: 7 }),
  d1: fc.integer({ min: 0, max: 0xffff }),
  ra: fc.integer({ min: 0, max: 7 }),
  re: fc.boolean(),
});

for (const underWrite of ['old', 'new'] as const)
  memories(`two write ports, masks and reads of both kinds, ${underWrite} under write`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(access, { minLength: 10, maxLength: 20 }),
        (depth, accesses) => {
          const ports = {
            w0: bool,
            a0: uint(3),
            d0: uint(16),
            m0: uint(2),
            w1: bool,
            a1: uint(3),
            d1: uint(16),
            ra: uint(3),
            re: bool,
          };
          const dut = rigOf(
            {
              w0: input(ports.w0),
              a0: input(ports.a0),
              d0: input(ports.d0),
              m0: input(ports.m0),
              w1: input(ports.w1),
              a1: input(ports.a1),
              d1: input(ports.d1),
              ra: input(ports.ra),
              re: input(ports.re),
              now: output(uint(16)),
              later: output(uint(16)),
            },
            io => {
              const words = mem(uint(16), depth, { init: [7], readUnderWrite: underWrite });
              when(io.w0, () => words.write(io.a0, io.d0, { mask: io.m0 }));
              when(io.w1, () => words.write(io.a1, io.d1));
              io.now.set(words.read(io.ra));
              io.later.set(words.readSync(io.ra, { enable: io.re }));
            },
          );
          const model: number[] = Array.from({ length: depth }, (_, i) => (i === 0 ? 7 : 0));
          let later = 0;
          for (const access of accesses) {
            for (const [name, value] of Object.entries(access)) dut.poke(name, value);
            const old = model[access.ra] ?? 0;
            assert.is(dut.peek('now'), BigInt(old));
            assert.is(dut.peek('later'), BigInt(later));
            dut.step();
            if (access.w0 && access.a0 < depth) {
              const mask = (access.m0 & 1 ? 0xff : 0) | (access.m0 & 2 ? 0xff00 : 0);
              model[access.a0] = (model[access.a0]! & ~mask) | (access.d0 & mask);
            }
            if (access.w1 && access.a1 < depth) model[access.a1] = access.d1;
            if (access.re) later = underWrite === 'old' ? old : (model[access.ra] ?? 0);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

memories('words of any type, with initial contents', () => {
  const type = bundle({ x: i8, flags: vec(bool, 2) });
  const dut = rigOf({ a: input(uint(1)), y: output(type) }, ({ a, y }) => {
    y.set(
      mem(type, 2, {
        init: [
          { x: -1, flags: [false, true] },
          { x: 5, flags: [true, true] },
        ],
      }).read(a),
    );
  });
  assert.equal([dut.peek('y_x'), dut.lanes('y_flags')], [-1n, [0n, 1n]]);
  dut.poke('a', 1);
  assert.equal([dut.peek('y_x'), dut.lanes('y_flags')], [5n, [1n, 1n]]);
});

memories('addresses reach the last word, masks divide it, contents fit', () => {
  const using = (depth: number, use: (m: Mem<typeof u8>, io: { a: never; s: never; c: never }) => unknown) =>
    errorsOf(() =>
      circuitOf({ a: input(uint(3)), s: input(i8), c: input(bool) }, io => void use(mem(u8, depth), io as never)),
    );
  assert.equal(
    using(8, (m, { a }) => m.read(a)),
    [],
  );
  assert.match(
    using(9, (m, { a }) => m.read(a))[0]!,
    /^HW014 an address of 3 bits does not reach word 8 \| address\.extend\(4\)/,
  );
  assert.match(using(8, (m, { s }) => m.read(s))[0]!, /^HW012 an address is a SInt<8>, not a UInt/);
  assert.match(using(2, (m, { c }) => m.read(c))[0]!, /^HW012 an address is a Bool/);
  assert.match(using(8, m => m.read(3 as never))[0]!, /^HW012 an address is 3, not a UInt/);
  assert.match(using(8, (m, { a }) => m.write(a, 1, { mask: a }))[0]!, /^HW014 a mask of 3 bits on words of 8 bits/);
  assert.match(using(8, (m, { a }) => m.write(a, 256))[0]!, /^HW010/);
  assert.equal(
    codesOf(() => circuitOf({}, () => void mem(u8, 0))),
    ['HW002'],
  );
  assert.equal(
    codesOf(() => circuitOf({}, () => void mem(u8, 1, { init: [1, 2] }))),
    ['HW002'],
  );
  assert.equal(
    codesOf(() => circuitOf({}, () => void mem(u8, 1, { init: [256] }))),
    ['HW010'],
  );
});

memories('a memory of another module is out of reach', () => {
  let outer: Mem<typeof u8> | undefined;
  const inner = module(
    'inner',
    () => ({ a: input(u8), y: output(u8) }),
    ({ a, y }) => y.set(outer!.read(a)),
  );
  assert.equal(
    codesOf(() =>
      circuitOf({ a: input(u8) }, ({ a }) => {
        outer = mem(u8, 256);
        inner().a.set(a);
      }),
    ),
    ['HW001'],
  );
});

memories.run();
