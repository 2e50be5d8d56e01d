import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAgc, readPicture } from 'grace-hdl/codec';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { talk } from '../../examples/talk/talk.js';

const test = suite('talk');
const folder = mkdtempSync(join(tmpdir(), 'grace-talk-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

test('a clip goes through the codec: what is said is what is written', async () => {
  const out = join(folder, 'out');
  const said: string[] = [];
  const [still, float, int8] = await talk({ out, frames: 4, say: text => said.push(text) });
  const made = readdirSync(out).filter(name => !name.startsWith('.'));
  assert.equal(made.sort(), ['sheet.png', 'summary.json', 'talk.agc', 'talk.webp']);
  assert.equal([still!.frames, float!.frames, int8!.frames], [4, 4, 4]);
  assert.ok(float!.psnr > 22 && Math.abs(float!.psnr - int8!.psnr) < 1, `${float!.psnr} and ${int8!.psnr} dB`);
  const { rate, outcomes, seed } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  assert.is(seed, 131072);
  assert.equal(outcomes[1], float);
  const stream = readFileSync(join(out, 'talk.agc'));
  assert.is(rate.bytes.total, stream.length);
  assert.is([...readAgc(stream).frames()].length, 4);
  const { width, height } = await readPicture(join(out, 'sheet.png'));
  assert.equal([width, height], [7 * 132 - 4, 5 * 132 - 4]);
  const { pages, width: wide } = await sharp(join(out, 'talk.webp')).metadata();
  assert.equal([pages, wide], [4, 192]);
  assert.match(said.at(-1)!, /4 frames, 0\.16 s: 1 source frame[\s\S]*int8 +\d\d\.\d\d dB[\s\S]*talk\.agc/);
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
