import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AcceleratorTarget, modelTarget, readAgc, readPicture } from 'grace-hdl/codec';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MakeTarget } from '../../examples/talk/hardware.js';
import { talk } from '../../examples/talk/talk.js';

const test = suite('talk');
const folder = mkdtempSync(join(tmpdir(), 'grace-talk-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** The functional model, which takes a second for a frame, in the place of the simulation: with cycles that are made up. */
const quick: MakeTarget = async (compiled, { every = 64, onActivity }) => {
  const model = modelTarget(compiled);
  const run: AcceleratorTarget['run'] = async graph => {
    await model.run(graph);
    const cycles = graph === 'source' ? 200_000 : 1_000_000;
    for (let cycle = 0; cycle < cycles; cycle += every) onActivity?.(cycle < cycles / 4 ? 3 : 2, cycle);
    const busy = { load: cycles / 4, weights: cycles, conv: 0, epilogue: 0, store: 0, map: 0 };
    const counters = { cycles, instructions: 9, arrayCycles: 0, bytesRead: 0, bytesWritten: 0, busy };
    return { cycles, counters };
  };
  return { ...model, run };
};

test('a clip goes through the codec and the accelerator: what is said is what is written', async () => {
  const out = join(folder, 'out');
  const said: string[] = [];
  const told: string[] = [];
  const job = { out, frames: 4, seconds: 0.1, target: quick };
  const made = await talk({ ...job, say: text => said.push(text), progress: text => told.push(text) });
  const files = readdirSync(out).filter(name => !name.startsWith('.'));
  assert.equal(files.sort(), [
    'decoded.y4m',
    'sheet.png',
    'summary.json',
    'talk.agc',
    'talk.webp',
    'timeline.svg',
    'verilog',
  ]);
  const { quality, rate, hardware } = made;
  assert.equal([quality.repeated.frames, quality.decoded.frames], [4, 4]);
  assert.ok(quality.decoded.psnr > 22, `${quality.decoded.psnr} dB`);
  // One frame is decoded in any case, and there is no time for another.
  assert.equal([hardware!.frames, hardware!.frame.cycles, hardware!.source.cycles], [1, 1_000_000, 200_000]);
  assert.equal(hardware!.framesPerSecond, { at100MHz: 100, at150MHz: 150 });
  assert.ok(hardware!.frame.utilization > 0.3 && hardware!.frame.utilization < 1);
  assert.equal(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')), made);

  const stream = readFileSync(join(out, 'talk.agc'));
  assert.is(rate.bytes.total, stream.length);
  assert.is([...readAgc(stream).frames()].length, 4);
  const { width, height } = await readPicture(join(out, 'sheet.png'));
  assert.equal([width, height], [7 * 132 - 4, 5 * 132 - 4]);
  const { pages, width: wide } = await sharp(join(out, 'talk.webp')).metadata();
  assert.equal([pages, wide], [4, 128]);
  const timeline = readFileSync(join(out, 'timeline.svg'), 'utf8');
  for (const words of ['>weights<', '>25.0 %<', '>100.0 %<', 'tiny-64 on an array of 16x16'])
    assert.ok(timeline.includes(words));
  assert.match(readFileSync(join(out, 'verilog', 'accelerator.v'), 'utf8'), /^module accelerator /m);
  assert.match(
    said.at(-1)!,
    /4 frames, 0\.16 s: 1 source frame[\s\S]*decoded +\d\d\.\d\d dB[\s\S]*1,000,000 for a frame[\s\S]*talk\.agc/,
  );
  assert.ok(told.some(text => /\d{3},\d{3} cycles simulated/.test(text)) && told.at(-1) === '');
});

test('pictures that are not those of the integer model are an error, and nothing is written', async () => {
  const wrong: MakeTarget = async (compiled, options) => {
    const target = await quick(compiled, options);
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const bytes = await target.read(offset, length);
      bytes[length >> 1]! ^= 1;
      return bytes;
    };
    return { ...target, read };
  };
  const out = join(folder, 'wrong');
  try {
    await talk({ out, frames: 2, target: wrong, say: () => {} });
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /^frame 1: the accelerator's picture is not that of the integer model$/);
  }
  assert.equal(
    readdirSync(out).filter(name => !name.startsWith('.')),
    [],
  );
});

test('where nothing can be written it says so, and leaves nothing', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  try {
    await talk({ out: join(file, 'out'), frames: 2, say: () => {} });
    assert.unreachable();
  } catch (error) {
    assert.match((error as NodeJS.ErrnoException).code ?? '', /^E/);
  }
  assert.not(existsSync(join(file, 'out')));
});

test.run();
