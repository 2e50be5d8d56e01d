import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  designOf,
  domain,
  i8,
  type MacArrayOptions,
  macArray,
  type PortTree,
  range,
  type Stream,
  sint,
  streamIn,
  type UIntType,
  u8,
  uint,
  type VecType,
  vec,
} from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { flow, streamsOf, weathers } from '../stream/rig.js';
import { type ArraySpec, arrayOf, type Matrix, run, times, transposed } from './rig.js';

const test = suite('macArray');

const divisors = (n: number): number[] =>
  range(n)
    .map(i => i + 1)
    .filter(d => n % d === 0);

/** Numbers that reach the ends of a type often. */
const numbers = ({ kind, width }: ArraySpec['value'], least = 0): fc.Arbitrary<number> => {
  const [min, max] = kind === 'uint' ? [0, 2 ** width - 1] : [-(2 ** (width - 1)) + least, 2 ** (width - 1) - 1];
  return fc.oneof(
    { arbitrary: fc.constantFrom(min!, max!), weight: 1 },
    { arbitrary: fc.integer({ min: min!, max: max! }), weight: 3 },
  );
};

const matrix = (item: fc.Arbitrary<number>, rows: number, cols: number): fc.Arbitrary<Matrix> =>
  fc.array(fc.array(item, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows });

const types = fc.constantFrom([i8, i8], [u8, i8], [i8, u8], [sint(4), sint(5)], [uint(3), uint(2)], [
  sint(11),
  sint(9),
] as const) as fc.Arbitrary<readonly [ArraySpec['value'], ArraySpec['value']]>;
const shapes = fc
  .tuple(types, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 8 }))
  .chain(([[value, weight], rows, cols]) =>
    fc.constantFrom(...divisors(cols)).map(fold => ({ value, weight, rows, cols, fold })),
  );

const lengths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });

test('weights stay: packets of values times their weights', () => {
  const cases = fc.tuple(shapes, fc.boolean(), lengths, weathers).chain(([shape, wanted, packets, weather]) => {
    // Two INT9 products beside 11 bits do not fit.
    const packed = wanted && (shape.cols / shape.fold) % 2 === 0 && shape.value.width < 11;
    const w = numbers(shape.weight, packed ? 1 : 0);
    return fc.record({
      spec: fc.constant<ArraySpec>({ ...shape, dataflow: 'weight', packed }),
      weather: fc.constant(weather),
      x: fc.tuple(...packets.map(n => matrix(numbers(shape.value), n, shape.rows))),
      w: fc.tuple(...packets.map(() => matrix(w, shape.rows, shape.cols))),
    });
  });
  fc.assert(
    fc.property(cases, ({ spec, x, w, weather }) => {
      const expected = x.flatMap((packet, i) => times(packet, w[i]!));
      const { sums, packets } = run(arrayOf(spec), x, w, expected.length, weather);
      assert.equal(sums, expected);
      assert.equal(
        packets,
        x.map(({ length }) => length),
      );
    }),
    { numRuns: 40, seed: 4 },
  );
});

test('sums stay: columns of values times rows of weights', () => {
  const cases = fc.tuple(shapes, lengths, weathers).chain(([shape, packets, weather]) =>
    fc.record({
      spec: fc.constant<ArraySpec>({ ...shape, dataflow: 'output', terms: Math.max(...packets) }),
      weather: fc.constant(weather),
      x: fc.tuple(...packets.map(n => matrix(numbers(shape.value), n, shape.rows))),
      w: fc.tuple(...packets.map(n => matrix(numbers(shape.weight), n, shape.cols))),
    }),
  );
  fc.assert(
    fc.property(cases, ({ spec, x, w, weather }) => {
      const expected = x.flatMap((packet, i) => times(transposed(packet), w[i]!));
      const { sums, packets } = run(arrayOf(spec), x, w, expected.length, weather);
      assert.equal(sums, expected);
      assert.equal(
        packets,
        x.map(() => spec.rows),
      );
    }),
    { numRuns: 40, seed: 5 },
  );
});

test('constants: the same sums, for ever', () => {
  const cases = fc.tuple(shapes, fc.boolean(), weathers).chain(([shape, wanted, weather]) =>
    fc.record({
      spec: fc.constant<ArraySpec>({
        ...shape,
        dataflow: 'weight',
        packed: wanted && (shape.cols / shape.fold) % 2 === 0 && shape.value.width < 11,
      }),
      weather: fc.constant(weather),
      x: matrix(numbers(shape.value), 9, shape.rows),
      constants: matrix(numbers(shape.weight), shape.rows, shape.cols),
    }),
  );
  fc.assert(
    fc.property(cases, ({ spec, x, constants, weather }) => {
      const { sums } = run(arrayOf({ ...spec, constants }), [x], [], x.length, weather);
      assert.equal(sums, times(x, constants));
    }),
    { numRuns: 30, seed: 6 },
  );
});

const filled = (rows: number, cols: number, value: number): Matrix =>
  range(rows).map(() => range(cols).map(() => value));

test('packed sums of the extremes stay apart, for every number of rows', () => {
  for (const rows of range(10).map(n => n + 1)) {
    const circuit = arrayOf({ rows, cols: 2, value: i8, weight: i8, dataflow: 'weight', packed: true });
    const ends = [-127, 127].flatMap(a => [-127, 127].map(b => range(rows).map(() => [a, b])));
    const x = ends.map(() => [...filled(1, rows, -128), ...filled(1, rows, 127)]);
    const { sums } = run(circuit, x, ends, 8);
    assert.equal(
      sums,
      x.flatMap((packet, i) => times(packet, ends[i]!)),
    );
  }
});

const plain = { value: i8, weight: i8 } as const;
const outInfo = (spec: ArraySpec) => streamsOf(arrayOf(spec)).find(({ name }) => name === 'm')!;
const multipliers = (spec: ArraySpec): number[] =>
  arrayOf(spec)
    [designOf].modules.flatMap(({ nodes }) => nodes)
    .filter(({ op }) => op === 'muls')
    .map(({ lanes }) => lanes);

test('a fold takes so many times the cycles, and that part of the multipliers', () => {
  const [rows, cols, count] = [3, 12, 40];
  for (const fold of divisors(cols)) {
    const weight: ArraySpec = { ...plain, rows, cols, fold, dataflow: 'weight' };
    assert.equal(multipliers(weight), [cols / fold, cols / fold, cols / fold]);
    assert.equal(multipliers({ ...weight, dataflow: 'output', terms: 9 }), multipliers(weight));
    if ((cols / fold) % 2 === 0)
      assert.equal(
        multipliers({ ...weight, packed: true }),
        multipliers(weight).map(n => n / 2),
      );

    const { latency, interval } = outInfo(weight);
    assert.is(interval, fold);
    assert.is(latency, rows + 3 + fold);
    const constants = filled(rows, cols, 3);
    const cycles = (n: number) => run(arrayOf({ ...weight, constants }), [filled(n, rows, 1)], [], n).cycles;
    // The first waits for its turn; what follows comes every `fold` cycles.
    assert.is(cycles(count) - cycles(1), (count - 1) * fold);
    assert.ok(cycles(1) >= latency! + 1 && cycles(1) <= latency! + fold);

    const output = arrayOf({ ...weight, dataflow: 'output', terms: 99 });
    const sums = (n: number) => run(output, [filled(n, rows, 1)], [filled(n, cols, 1)], rows).cycles;
    assert.is(sums(50) - sums(10), 40 * fold);
    const [turn, first] = [fold - 1, 5 + fold];
    assert.is(sums(10), turn + 9 * fold + first + (rows - 1) * fold + 1);
  }
});

test('the latency that is stated is the one that is there', () => {
  for (const packed of [false, true])
    for (const rows of [1, 2, 4, 5, 8, 11]) {
      const spec: ArraySpec = { ...plain, rows, cols: 4, dataflow: 'weight', packed, constants: filled(rows, 4, 127) };
      const size = Math.min(4, rows);
      const stated = outInfo(spec).latency!;
      assert.is(stated, packed ? size + Math.ceil(rows / size) + 4 : rows + 4);
      assert.is(run(arrayOf(spec), [filled(30, rows, 1)], [], 30).cycles, stated + 30);
    }
});

test('the next weights come while the array works: packets that are longer than the rows follow without a gap', () => {
  for (const [rows, fold] of [
    [4, 1],
    [4, 2],
    [7, 1],
  ] as const) {
    const circuit = arrayOf({ ...plain, rows, cols: 4, fold, dataflow: 'weight' });
    const cycles = (packets: number) => {
      const list = range(packets);
      const x = list.map(() => filled(rows + 1, rows, 1));
      return run(
        circuit,
        x,
        list.map(() => filled(rows, 4, 1)),
        packets * (rows + 1),
      ).cycles;
    };
    assert.is(cycles(9) - cycles(4), 5 * (rows + 1) * fold);
  }
});

test('sums that stay follow without a gap, when a packet is as long as there are rows', () => {
  const [rows, cols] = [6, 4];
  for (const fold of [1, 2, 4]) {
    const circuit = arrayOf({ ...plain, rows, cols, fold, dataflow: 'output', terms: rows });
    const cycles = (n: number, length: number) => {
      const list = range(n);
      return run(
        circuit,
        list.map(() => filled(length, rows, 1)),
        list.map(() => filled(length, cols, 1)),
        n * rows,
      ).cycles;
    };
    assert.is(cycles(9, rows) - cycles(4, rows), 5 * rows * fold);
    // Shorter ones wait for the rows of the results.
    assert.is(cycles(9, 1) - cycles(4, 1), 5 * rows * fold);
  }
});

test('rows of weights are vectors of the simulator', () => {
  assert.equal(multipliers({ ...plain, rows: 2, cols: 16, dataflow: 'weight' }), [16, 16]);
});

test('what the streams have to keep is watched in simulation', () => {
  const packed = arrayOf({ ...plain, rows: 2, cols: 2, dataflow: 'weight', packed: true });
  assert.throws(
    () =>
      run(
        packed,
        [[[1, 1]]],
        [
          [
            [1, -128],
            [1, 1],
          ],
        ],
        1,
      ),
    /a weight below -127 cannot share a multiplier/,
  );
  const output = arrayOf({ ...plain, rows: 2, cols: 2, dataflow: 'output', terms: 3 });
  assert.throws(() => run(output, [filled(4, 2, 1)], [filled(4, 2, 1)], 2), /a sum of more than 3 terms/);
});

test('arrays that cannot be built are errors', () => {
  const error = (spec: Partial<ArraySpec>) =>
    errorsOf(() => arrayOf({ ...plain, rows: 2, cols: 6, dataflow: 'weight', ...spec }))[0]!;
  assert.match(
    error({ fold: 4 }),
    /^HW063 macArray: 6 columns in 4 turns \| a fold that divides the columns: 1, 2, 3, 6/,
  );
  assert.match(error({ fold: 2, packed: true }), /^HW063 macArray: 3 columns at once, two in each multiplier/);
  assert.match(
    error({ dataflow: 'output', packed: true, terms: 3 }),
    /^HW063 macArray: a packed array whose sums stay/,
  );
  assert.match(error({ dataflow: 'output' }), /^HW063 macArray: sums of any number of terms/);
  assert.match(error({ dataflow: 'output', constants: [[1], [2]] }), /^HW063 macArray: constants whose sums stay/);
  assert.match(error({ constants: [[1, 2]] }), /^HW063 macArray: 1 rows of weights for 2 values of x/);
  assert.match(error({ constants: [[1, 2], [1]] }), /^HW063 macArray: row 1 has 1 weights, and row 0 has 2/);
  assert.match(
    error({ packed: true, value: sint(12), weight: sint(12) }),
    /^HW064 macArray: two products of 12-bit values/,
  );
});

test('streams without marks, of other types or of two clocks are errors', () => {
  const [first, second] = [domain({ name: 'first' }), domain({ name: 'second' })];
  const error = (x: PortTree[string], w: PortTree[string], options: MacArrayOptions) =>
    errorsOf(() =>
      flow({ x, w }, io => {
        const { x, w } = io as unknown as Record<'x' | 'w', Stream<VecType<UIntType>>>;
        macArray(x, w, options);
      }),
    )[0]!;
  const bytes = vec(u8, 2);
  const weight = { dataflow: 'weight' } as const;
  assert.match(error(streamIn(bytes), streamIn(bytes), weight), /^HW034 macArray: x does not say where the values for/);
  const output = { dataflow: 'output', terms: 4 } as const;
  assert.match(
    error(streamIn(bytes), streamIn(bytes), output),
    /^HW034 macArray: neither x nor w says where a sum ends/,
  );
  assert.match(
    error(streamIn(u8), streamIn(bytes), weight),
    /^HW012 macArray: x carries UInt<8>, not vectors of integers/,
  );
  const [here, there] = [streamIn(bytes, { last: true, domain: first }), streamIn(bytes, { domain: second })];
  assert.match(error(here, there, weight), /^HW035 macArray: x follows clock first_clk/);
});

test.run();
