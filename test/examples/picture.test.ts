import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Filter, filters, quantize } from '../../examples/picture/filters.js';
import { encodePicture, type Picture, readPicture } from '../../examples/picture/picture.js';
import { processPicture } from '../../examples/picture/process.js';
import { psnr, reference } from '../../examples/picture/reference.js';
import { circuitOf, runFilter } from '../../examples/picture/run.js';

const test = suite('picture');
const photograph = fileURLToPath(new URL('../../examples/picture/astronaut.png', import.meta.url));
let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'grace-picture-'));
});
test.after.each(() => rmSync(folder, { recursive: true, force: true }));

/** The engine in whole numbers: what it must give bit for bit. */
function model(filter: Filter, { width, height, rgb }: Picture): Uint8Array {
  const { weights, multiplier, shift } = quantize(filter);
  const reach = (filter.size - 1) / 2;
  return rgb.map((_, at) => {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    const sums = weights.map(kernel =>
      kernel.reduce((sum, weight, i) => {
        const [sx, sy] = [x + (i % filter.size) - reach, y + Math.floor(i / filter.size) - reach];
        return sx < 0 || sx >= width || sy < 0 || sy >= height
          ? sum
          : sum + weight * rgb[3 * (sy * width + sx) + (at % 3)]!;
      }, 0),
    );
    const sum = sums.length === 1 ? sums[0]! : sums.reduce((a, b) => a + Math.abs(b), 0);
    return Math.min(255, Math.max(0, Math.floor((sum * multiplier + 2 ** (shift - 1)) / 2 ** shift)));
  });
}

const pictures = fc
  .record({ width: fc.integer({ min: 5, max: 12 }), height: fc.integer({ min: 5, max: 9 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height })
      .map(rgb => ({ width, height, rgb })),
  );

for (const filter of filters)
  test(`${filter.name} is exact to its integer model, whatever the picture and the stalls`, () => {
    fc.assert(
      fc.property(
        pictures,
        fc.double({ min: 0, max: 0.8, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (picture, probability, seed) => {
          const { picture: result } = runFilter(circuitOf(filter, picture), picture, { probability, seed });
          assert.equal([...result.rgb], [...model(filter, picture)]);
        },
      ),
      { numRuns: 8 },
    );
  });

test('the photograph comes close to the float reference, and every file is there', async () => {
  const lines: string[] = [];
  const outcomes = await processPicture({
    path: photograph,
    out: folder,
    seed: 1,
    stall: 0.3,
    say: text => lines.push(text),
  });
  for (const { name, psnr, pixelsPerCycle } of outcomes) {
    assert.ok(psnr === null || psnr > 45, `${name}: ${psnr} dB`);
    assert.ok(pixelsPerCycle > 0.6, `${name}: ${pixelsPerCycle} pixels per cycle`);
    assert.is(readPicture(join(folder, `${name}.png`)).width, 256);
    assert.match(readFileSync(join(folder, 'verilog', `${name}.v`), 'utf8'), `module ${name} (`);
    assert.match(readFileSync(join(folder, `${name}.vcd`), 'utf8'), '$enddefinitions');
  }
  assert.is(JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')).filters.length, filters.length);
  assert.ok(existsSync(join(folder, 'overview.png')));
  assert.match(lines.join('\n'), 'pixels/cycle');
});

test('without stalls a pixel leaves in every cycle', () => {
  const picture = readPicture(photograph);
  const { cycles } = runFilter(circuitOf(filters[0]!, picture), picture, { probability: 0, seed: 1 });
  assert.ok(cycles < 256 * 256 + 300, `${cycles} cycles`);
});

test('the reference has nothing in common with the engine: it is right on a picture that one can check by hand', () => {
  const rgb = new Uint8Array(75).fill(8);
  const edges = reference(
    { name: 'x', title: 'x', size: 3, kernels: [[0, 0, 0, -1, 0, 1, 0, 0, 0]] },
    { width: 5, height: 5, rgb },
  );
  assert.equal([...edges.rgb.filter((_, i) => i % 3 === 0)].slice(0, 5), [8, 0, 0, 0, 0]);
  assert.is(
    psnr({ width: 1, height: 1, rgb: new Uint8Array([0]) }, { width: 1, height: 1, rgb: new Uint8Array([255]) }),
    0,
  );
});

const start = (...args: string[]) =>
  spawnSync(process.execPath, ['--conditions=grace-source', '--import', 'tsx', 'examples/start.ts', ...args], {
    encoding: 'utf8',
  });

/** Runs the job on bytes, and gives what it said. Nothing may be left in the output folder. */
function wrong(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { status, stderr } = start(path, '--out', join(folder, 'out'));
  assert.is(status, 1);
  assert.match(stderr, 'help: ');
  assert.not(existsSync(join(folder, 'out')));
  return stderr.replaceAll(folder, '');
}

const blank = (width: number, height: number) =>
  encodePicture({ width, height, rgb: new Uint8Array(3 * width * height) });

test('pictures that cannot be used', () => {
  assert.match(wrong('text.png', Buffer.from('not a picture')), '/text.png is not a PNG picture');
  assert.match(wrong('short.png', readFileSync(photograph).subarray(0, 50_000)), '/short.png is damaged or cut short');
  assert.match(wrong('thin.png', blank(1, 40)), '/thin.png is 1 x 40 pixels, and a 5x5 kernel needs 5 x 5');
  assert.match(wrong('wide.png', blank(20_000, 5)), '/wide.png is 20000 x 5 pixels, more than');
  assert.match(wrong('header.png', blank(20, 20).subarray(0, 20)), '/header.png is damaged or cut short');
});

test('a picture that does not exist, options that make no sense, a folder that is none', () => {
  assert.match(start('nowhere.png').stderr, 'error: cannot read nowhere.png');
  assert.match(start('--stall', '2').stderr, "error: --stall is '2'");
  assert.match(start('--seed', 'x').stderr, "error: --seed is 'x'");
  assert.match(start('--array', '5x5').stderr, 'error: there is no array of 5x5');
  assert.match(start('--seconds', 'x').stderr, "error: --seconds is 'x'");
  assert.match(start('--shrink').stderr, '--shrink');
  const { status, stderr } = start('--out', join(photograph, 'x'));
  assert.is(status, 1);
  assert.match(stderr, 'error: cannot write the results');
});

test('grey and transparent pictures are read as colours over white', () => {
  const png = new PNG({ width: 5, height: 5 });
  png.data.fill(0);
  writeFileSync(join(folder, 'clear.png'), PNG.sync.write(png));
  assert.ok(readPicture(join(folder, 'clear.png')).rgb.every(value => value === 255));
  writeFileSync(join(folder, 'grey.png'), PNG.sync.write(png, { colorType: 0 }));
  assert.is(readPicture(join(folder, 'grey.png')).rgb.length, 75);
  assert.equal(readdirSync(folder).length, 2);
});

test.run();
