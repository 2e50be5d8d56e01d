import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bool,
  bundle,
  i8,
  indexType,
  input,
  lanewise,
  lit,
  output,
  reg,
  type SInt,
  sint,
  u8,
  uint,
  vec,
  vecOf,
  wire,
} from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rigOf } from '../rig.js';

const vector = suite('vec');
const byte = fc.integer({ min: 0, max: 255 });

vector('elements, slices and joins are TypeScript; the order is that of the array', () => {
  const dut = rigOf(
    { a: input(vec(u8, 4)), rev: output(vec(u8, 4)), mid: output(vec(u8, 2)), both: output(vec(u8, 6)) },
    ({ a, rev, mid, both }) => {
      rev.set([...a].reverse());
      mid.set(a.slice(1, 3));
      both.set(a.concat(a.slice(2)));
    },
  );
  dut.poke('a', [1, 2, 3, 4]);
  assert.equal(dut.lanes('rev'), [4n, 3n, 2n, 1n]);
  assert.equal(dut.lanes('mid'), [2n, 3n]);
  assert.equal(dut.lanes('both'), [1n, 2n, 3n, 4n, 3n, 4n]);
});

vector('parts can be driven one by one, and a later assignment wins', () => {
  const dut = rigOf({ a: input(u8), y: output(vec(u8, 3)) }, ({ a, y }) => {
    y.set([1, a, 3]);
    y.at(2).set(a.addWrap(1));
    y.slice(0, 1).set([9]);
  });
  dut.poke('a', 7);
  assert.equal(dut.lanes('y'), [9n, 7n, 8n]);
});

vector('a signal chooses an element: none beyond the end reads 0, and driving it does nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), byte), { minLength: 5 }),
      (n, writes) => {
        const dut = rigOf(
          { i: input(uint(4)), x: input(u8), r: output(u8), all: output(vec(u8, n)) },
          ({ i, x, r, all }) => {
            const words = reg(vec(u8, n));
            words.at(i).set(x);
            r.set(words.at(i));
            all.set(words);
          },
        );
        const model = Array<bigint>(n).fill(0n);
        for (const [i, x] of writes) {
          dut.poke('i', i);
          dut.poke('x', x);
          assert.is(dut.peek('r'), model[i] ?? 0n);
          dut.step();
          if (i < n) model[i] = BigInt(x);
          assert.equal(dut.lanes('all'), model);
        }
      },
    ),
    { numRuns: 30 },
  );
});

vector('run-time choices nest, within parts and around them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), byte), { minLength: 6 }),
      writes => {
        const dut = rigOf(
          {
            i: input(uint(2)),
            j: input(uint(2)),
            x: input(u8),
            r: output(u8),
            row: output(vec(u8, 4)),
            all: output(vec(vec(u8, 4), 3)),
            part: output(vec(u8, 4)),
          },
          ({ i, j, x, r, row, all, part }) => {
            const grid = reg(vec(vec(u8, 4), 3), {
              init: [
                [0, 1, 2, 3],
                [4, 5, 6, 7],
                [8, 9, 10, 11],
              ],
            });
            grid.at(i).at(j).set(x);
            r.set(grid.at(i).at(j));
            row.set(grid.at(i));
            all.set(grid);
            const w = wire(vec(u8, 4), [1, 2, 3, 4]);
            w.slice(1, 4).at(j).set(x);
            part.set(w);
          },
        );
        const model = [0, 1, 2].map(a => [0, 1, 2, 3].map(b => BigInt(4 * a + b)));
        for (const [i, j, x] of writes) {
          dut.poke('i', i);
          dut.poke('j', j);
          dut.poke('x', x);
          assert.is(dut.peek('r'), model[i]?.[j] ?? 0n);
          assert.equal(dut.lanes('row'), model[i] ?? [0n, 0n, 0n, 0n]);
          assert.equal(
            dut.lanes('part'),
            [1, 2, 3, 4].map((v, k) => BigInt(k === j + 1 ? x : v)),
          );
          dut.step();
          if (model[i]) model[i][j] = BigInt(x);
          assert.equal(dut.lanes('all'), model.flat());
        }
      },
    ),
    { numRuns: 20 },
  );
});

vector('an element that is a bundle is chosen and driven as one', () => {
  const dut = rigOf(
    { i: input(uint(1)), x: output(u8), y: output(bool), xs: output(vec(u8, 2)) },
    ({ i, x, y, xs }) => {
      const items = reg(vec(bundle({ x: u8, y: bool }), 2), {
        init: [
          { x: 1, y: false },
          { x: 2, y: true },
        ],
      });
      items.at(i).set({ x: items.at(i).x.addWrap(10), y: false });
      x.set(items.at(i).x);
      y.set(items.at(i).y);
      xs.set(items.map(item => item.x));
    },
  );
  dut.poke('i', 1);
  assert.equal([dut.peek('x'), dut.peek('y')], [2n, 1n]);
  dut.step();
  assert.equal([dut.peek('x'), dut.peek('y')], [12n, 0n]);
  assert.equal(dut.lanes('xs'), [1n, 12n]);
});

vector('lanewise is one operator for all elements', () => {
  const n = 5;
  const dut = rigOf(
    {
      a: input(vec(i8, n)),
      b: input(vec(i8, n)),
      k: input(i8),
      sums: output(vec(sint(17), n)),
      max: output(vec(i8, n)),
    },
    ({ a, b, k, sums, max }) => {
      sums.set(lanewise((x, y) => x.mul(y).add(k), a, b));
      max.set(lanewise((x, y) => x.gt(y).mux(x, y).max(-5), a, b));
    },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(byte, byte), { minLength: n, maxLength: n }), byte, (pairs, k) => {
      const signed = pairs.map(pair => pair.map(x => BigInt.asIntN(8, BigInt(x))) as [bigint, bigint]);
      dut.poke(
        'a',
        signed.map(([a]) => a),
      );
      dut.poke(
        'b',
        signed.map(([, b]) => b),
      );
      dut.poke('k', BigInt.asIntN(8, BigInt(k)));
      assert.equal(
        dut.lanes('sums'),
        signed.map(([a, b]) => a * b + BigInt.asIntN(8, BigInt(k))),
      );
      assert.equal(
        dut.lanes('max'),
        signed.map(([a, b]) => [a, b, -5n].reduce((x, y) => (x > y ? x : y))),
      );
    }),
    { numRuns: 30 },
  );
});

vector('lanewise gives bundles and constants too', () => {
  const dut = rigOf(
    { a: input(vec(bundle({ x: u8, y: u8 }), 2)), s: output(vec(u8, 2)), c: output(vec(u8, 2)), d: output(vec(u8, 2)) },
    ({ a, s, c, d }) => {
      s.set(lanewise(p => p.x.addWrap(p.y), a));
      c.set(lanewise(() => lit(u8, 7), a));
      const swapped = lanewise(p => p, a);
      d.set(swapped.map(p => p.y));
    },
  );
  dut.poke('a_x', [1, 2]);
  dut.poke('a_y', [10, 20]);
  assert.equal(dut.lanes('s'), [11n, 22n]);
  assert.equal(dut.lanes('c'), [7n, 7n]);
  assert.equal(dut.lanes('d'), [10n, 20n]);
});

vector('what one value must be cannot be done to all elements at once', () => {
  const inside = (use: (x: SInt, y: { set(v: unknown): void }) => unknown) =>
    codesOf(() =>
      circuitOf({ a: input(vec(i8, 3)), t: input(vec(u8, 4)), y: output(i8) }, ({ a, t, y }) => {
        y.set(0);
        lanewise(x => {
          use(x, y);
          t.at(0);
          return x;
        }, a);
      }),
    );
  assert.equal(
    inside(() => {}),
    [],
  );
  assert.equal(
    inside((x, y) => y.set(x)),
    ['HW012'],
  );
  assert.equal(
    inside(x => reg(i8).set(x)),
    ['HW012'],
  );
  assert.equal(
    inside(x => vecOf(u8, [1, 2, 3]).at(x.asUInt())),
    ['HW012'],
  );
  assert.equal(
    inside(x => vecOf(i8, [x, 1])),
    ['HW012'],
  );
  assert.equal(
    codesOf(() =>
      circuitOf({ a: input(vec(i8, 3)), b: input(vec(i8, 2)) }, io => lanewise((x, y) => x.max(y), io.a, io.b)),
    ),
    ['HW012'],
  );
});

vector('an index outside the vector, or one with a sign, is an error', () => {
  const at = (i: unknown) =>
    codesOf(() =>
      circuitOf({ a: input(vec(u8, 3)), s: input(i8), y: output(u8) }, io =>
        io.y.set(io.a.at(i === 's' ? (io.s as never) : (i as number))),
      ),
    );
  assert.equal(at(2), []);
  assert.equal(at(3), ['HW011']);
  assert.equal(at(-1), ['HW011']);
  assert.equal(at(0.5), ['HW011']);
  assert.equal(at('s'), ['HW012']);
  assert.equal(
    codesOf(() => circuitOf({ a: input(vec(u8, 3)) }, io => io.a.slice(2, 2))),
    ['HW011'],
  );
  assert.equal(
    codesOf(() => circuitOf({ a: input(vec(u8, 3)) }, io => io.a.slice(0, 4))),
    ['HW011'],
  );
});

vector('lengths and elements are held against the type', () => {
  const set = (value: unknown) =>
    errorsOf(() =>
      circuitOf({ y: output(vec(u8, 2)), s: input(vec(uint(9), 2)) }, io =>
        (io.y as { set(v: unknown): void }).set(value === 's' ? io.s : value),
      ),
    );
  assert.equal(set([1, 2]), []);
  assert.match(set([1])[0]!, /^HW012 an array of 1 where 2 elements are needed/);
  assert.match(set([1, 256])[0]!, /^HW010/);
  assert.match(set(7)[0]!, /^HW012 7 where Vec<UInt<8>, 2> is needed/);
  assert.match(set('s')[0]!, /^HW014/);
});

vector('indexType counts the elements', () => {
  for (const [n, bits] of [
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [256, 8],
    [257, 9],
  ] as const)
    assert.is(indexType(n).width, bits);
});

vector.run();
