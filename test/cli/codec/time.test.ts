import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Workshop } from '../grace.js';

const time = suite('grace codec time');
const shop = new Workshop({
  'small.json':
    '{ "size": 64, "keypoints": 2, "generator": { "blockExpansion": 2, "maxFeatures": 4 }, "denseMotion": { "blockExpansion": 2, "maxFeatures": 4, "blocks": 2 }, "detector": { "blockExpansion": 2, "maxFeatures": 4, "blocks": 2 } }',
});
time.after(() => shop.remove());

interface Said {
  readonly engine: string;
  readonly threads: number;
  readonly bytes: number;
  readonly parts: readonly Readonly<Record<string, string | number>>[];
}

for (const engine of ['fast', 'float'])
  time(`tells what every part takes, by ${engine}`, async () => {
    const options = ['--config', 'small.json', '--engine', engine, '--threads', '1', '--runs', '2'];
    const { code, out, err } = await shop.grace('codec', 'time', ...options, '--json');
    assert.equal({ code, err }, { code: 0, err: '' });
    const said: Said = JSON.parse(out);
    assert.equal([said.engine, said.threads], [engine, 1]);
    assert.ok(said.bytes > 20e6 && said.bytes < 8e9);
    assert.equal(
      said.parts.map(({ per }) => per),
      ['source picture', 'predicted frame', 'encoded frame'],
    );
    for (const { macs, seconds, processorSeconds } of said.parts)
      for (const value of [macs, seconds, processorSeconds]) assert.ok(typeof value === 'number' && value > 0);
  });

time('says it in words', async () => {
  const { out } = await shop.grace('codec', 'time', '--config', 'small.json', '--threads', '1', '--runs', '1');
  const [head, source, frame, detector, memory] = out.trimEnd().split('\n');
  assert.is(head, 'small.json by onnxruntime-web on 1 thread');
  const row = (per: string): RegExp =>
    new RegExp(`^ {2}${per} +[\\d.]+ GMAC +[\\d.]+ s, [\\d.]+ s of processor +[\\d.]+ GMAC/s$`);
  assert.match(detector!, row('encoded frame'));
  assert.match(source!, row('source picture'));
  assert.match(frame!, row('predicted frame'));
  assert.match(memory!, /^The process took \d+ MB of memory at most\.$/);
});

for (const [what, args, code, message] of [
  ['a configuration that there is not', ['--config', 'vox'], 1, /^error: there is no preset "vox"\n {2}help: /],
  ['more threads than there can be', ['--threads', '65'], 1, /^error: a network cannot run on 65 threads\n {2}help: /],
  ['no runs', ['--runs', '0'], 2, /^error: --runs is '0', not a whole number of at least 1\n {2}help: /],
] as const)
  time(`says what is wrong with ${what}`, async () => {
    const { code: given, out, err } = await shop.grace('codec', 'time', ...args);
    assert.equal({ code: given, out }, { code, out: '' });
    assert.match(err, message);
  });

time.run();
