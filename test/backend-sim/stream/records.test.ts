import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Payloads, simulate } from '../../../backend-sim/index.js';
import { bundle, module, streamIn, streamOut, uint } from '../../../dsl/index.js';
import { pipe } from './pipe.js';

const records = suite('records');

/** Sends payloads through a register stage and gives what comes out. */
const through = (type: string, data: Payloads): Payloads =>
  simulate(pipe(type)).run({ s: data }, { expect: { m: data.length } }).m!;

const widths = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 100, max: 200 }));

records('whole numbers of any width and sign come back as they went', () => {
  fc.assert(
    fc.property(widths, fc.boolean(), fc.array(fc.bigInt(), { maxLength: 8 }), (width, signed, numbers) => {
      const fit = signed ? BigInt.asIntN : BigInt.asUintN;
      const values = numbers.map(number => (width > 53 ? fit(width, number) : Number(fit(width, number))));
      const out = through(`${signed ? 'sint' : 'uint'}<${width}>`, values);
      assert.equal(Array.from<unknown>(out), values);
    }),
    { numRuns: 60 },
  );
});

records('vectors come back as arrays, from arrays and from flat typed arrays', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 16 }),
      fc.array(fc.integer({ min: -8, max: 7 }), { maxLength: 40 }),
      (lanes, numbers) => {
        const count = Math.floor(numbers.length / lanes);
        const values = Array.from({ length: count }, (_, i) => numbers.slice(i * lanes, (i + 1) * lanes));
        assert.equal(through(`sint<4>[${lanes}]`, values), values);
        const flat = Int8Array.from(values.flat());
        const out = simulate(pipe(`sint<4>[${lanes}]`)).run({ s: flat }, { expect: { m: count } }).m;
        assert.equal(out, values);
      },
    ),
    { numRuns: 40 },
  );
});

records('a bundle of one number is a bundle', () => {
  const one = module(
    'one',
    () => ({ s: streamIn(bundle({ x: uint(8) })), m: streamOut(bundle({ x: uint(8) })) }),
    io => io.s.skid().into(io.m),
  );
  const data = [{ x: 3 }, { x: 250 }];
  assert.equal(simulate(one()).run({ s: data }, { expect: { m: 2 } }).m, data);
});

records('numbers of up to 32 bits come as the narrowest typed array', () => {
  assert.instance(through('uint<8>', [1]), Uint8Array);
  assert.instance(through('sint<8>', [1]), Int8Array);
  assert.instance(through('sint<5>', [-1]), Int8Array);
  assert.instance(through('uint<9>', [1]), Uint16Array);
  assert.instance(through('sint<32>', [1]), Int32Array);
  assert.equal(through('sint<33>', [-1]), [-1]);
});

records('other scalars come as themselves', () => {
  assert.equal(through('bool<1>', [true, false]), [true, false]);
  assert.equal(through('sfix<8, 4>', [-1.5, 0.0625]), [-1.5, 0.0625]);
  assert.equal(through('enum<2> state(idle, run)', ['run', 'idle']), ['run', 'idle']);
});

records.run();
