import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { synth, synthKey, verilog } from '../../backend-verilog/index.js';
import { usageOf } from '../../backend-verilog/yosys/cells.js';
import { designOf, input, module, output, reg, u8 } from '../../dsl/index.js';

const part = module(
  'part',
  () => ({ d: input(u8), sum: output(u8) }),
  io => {
    const sum = reg(u8, { init: 0 });
    sum.set(sum.addWrap(io.d));
    io.sum.set(sum);
  },
);

const accumulator = part();

const synthesis = suite('synth');

synthesis('primitives count as what a device has', () => {
  const cells = { LUT6: 3, LUT2: 2, FDRE: 8, CARRY4: 2, RAMB18E1: 3, RAMB36E1: 1, DSP48E1: 4, RAM32M: 2, BUFG: 1 };
  assert.equal(usageOf('xc7', cells), { lut: 13, ff: 8, bram: 2.5, dsp: 4, carry: 2, lutRam: 8 });
  assert.equal(usageOf('ice40', { SB_LUT4: 5, SB_DFFSR: 2, SB_CARRY: 3, SB_RAM40_4K: 1 }), {
    lut: 5,
    ff: 2,
    bram: 1,
    dsp: 0,
    carry: 3,
    lutRam: 0,
  });
});

synthesis('a report counts against the device, and the cache spares the next run', async () => {
  const kept = new Map<string, string>();
  const report = await synth(accumulator, { target: 'ice40', cache: kept });
  assert.is(report.used.ff, 8);
  assert.is(report.device, 'ice40hx8k');
  assert.ok(report.fits && report.percent.ff > 0.1 && report.percent.ff < 0.11);
  const key = synthKey(verilog(accumulator, { comments: false }).files, accumulator[designOf].top, 'ice40');
  assert.equal([...kept.keys()], [key]);
  kept.set(key, JSON.stringify({ SB_DFF: 9000 }));
  const again = await synth(accumulator, { target: 'ice40', cache: kept });
  assert.is(again.used.ff, 9000);
  assert.not(again.fits);
});

synthesis('a device of another family is refused', async () => {
  try {
    await synth(accumulator, { target: 'ecp5', device: 'xc7z020' });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RangeError);
  }
});

synthesis('cells of modules by themselves add up, as often as they stand', async () => {
  const middle = module(
    'middle',
    () => ({ d: input(u8), sum: output(u8) }),
    io => {
      const [a, b] = [part(), part()];
      a.d.set(io.d);
      b.d.set(a.sum);
      io.sum.set(b.sum);
    },
  );
  const top = module(
    'top',
    () => ({ d: input(u8), sum: output(u8) }),
    io => {
      const [a, b, c] = [middle(), middle(), part()];
      a.d.set(io.d);
      b.d.set(a.sum);
      c.d.set(b.sum);
      io.sum.set(c.sum);
    },
  )();
  const { used, cells } = await synth(top, { byModule: true });
  assert.is(used.ff, 5 * 8);
  assert.is(used.ff, (await synth(top)).used.ff);
  assert.not(
    Object.keys(cells).some(name => /part|middle|top/.test(name)),
    'no instances among the cells',
  );
  const refused = await synth(top, { target: 'ice40', byModule: true }).catch((error: unknown) => error);
  assert.instance(refused, RangeError);
});

synthesis.run();
