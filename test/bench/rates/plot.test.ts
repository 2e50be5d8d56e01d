import fc from 'fast-check';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linear, logarithmic } from '../../../bench/rates/axis.js';
import { plot } from '../../../bench/rates/plot.js';
import { meanPoints, type Point, pointOf } from '../../../bench/rates/point.js';
import { table } from '../../../bench/rates/table.js';

const rates = suite('bench/rates');
const positive = fc.array(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 8 });

rates('an axis holds every value, in order, between its ends', () => {
  fc.assert(
    fc.property(positive, values => {
      for (const axis of [linear(values, 300, 10), logarithmic(values, 300, 10)]) {
        const ordered = values.toSorted((a, b) => a - b).map(axis.at);
        for (const [i, at] of ordered.entries()) {
          assert.ok(at <= 300 + 1e-6 && at >= 10 - 1e-6, `${at}`);
          if (i > 0) assert.ok(at <= ordered[i - 1]!, 'towards the end');
        }
        for (const tick of axis.ticks) assert.ok(axis.at(tick) <= 300 + 1e-6 && axis.at(tick) >= 10 - 1e-6);
        assert.ok(axis.ticks.length < 40);
      }
      assert.ok(linear(values, 0, 1).ticks.length >= 2);
    }),
    { numRuns: 200, seed: 1 },
  );
});

const points: readonly Point[] = [
  { codec: 'a', setting: 'low', kbits: 1, psnr: 20, ssim: 0.5 },
  { codec: 'a', setting: 'high', kbits: 4, psnr: 30, ssim: 0.9 },
  { codec: 'b & <c>', setting: 'crf 51', kbits: 2, psnr: 25, ssim: 0.7 },
];

rates('the plot is a picture, with each codec in a colour of its own', async () => {
  const svg = plot('title', points, [{ name: 'nothing', psnr: 15, ssim: 0.4 }]);
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  assert.equal([info.width, info.height], [840, 330]);
  const has = (r: number, g: number, b: number): boolean => {
    for (let i = 0; i < data.length; i += 3) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) return true;
    return false;
  };
  assert.ok(has(0xd5, 0x5e, 0x00) && has(0x00, 0x72, 0xb2) && !has(0x00, 0x9e, 0x73));
  assert.match(svg, /b &amp; &lt;c&gt;/);
});

rates('a point is bits over seconds; means are over clips', () => {
  const point = pointOf('a', 'low', 1000, 4, { frames: 100, psnr: 22, ssim: 0.6 });
  assert.equal(point, { codec: 'a', setting: 'low', kbits: 2, psnr: 22, ssim: 0.6 });
  assert.equal(meanPoints([[points[0]!], [point]]), [{ codec: 'a', setting: 'low', kbits: 1.5, psnr: 21, ssim: 0.55 }]);
});

rates('the table is Markdown', () => {
  assert.is(
    table(points.slice(0, 1)),
    '| codec | setting | kbit/s | PSNR dB | SSIM |\n| --- | --- | --: | --: | --: |\n| a | low | 1.00 | 20.00 | 0.500 |\n',
  );
});

rates.run();
