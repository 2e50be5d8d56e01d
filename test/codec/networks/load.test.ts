import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFile } from '../../../codec/file/package.js';
import {
  loadIntegerNetwork,
  loadNetwork,
  loadWeights,
  presets,
  shippedNetworks,
  writeSafetensors,
} from '../../../codec/index.js';
import { assertExplained } from '../damage.js';

const load = suite('loading networks');
const folder = mkdtempSync(join(tmpdir(), 'grace-networks-'));
load.after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const checkpoint = fileURLToPath(new URL('../data/fomm-zero-64.pth.tar', import.meta.url));
const weights = await loadWeights(checkpoint);
const config = presets['fomm-zero-64'];

load('those that ship, by name', async () => {
  for (const name of shippedNetworks) {
    const network = await loadNetwork(name);
    assert.is(network.name, name);
    assert.equal(network.config, presets[name as keyof typeof presets]);
  }
});

load('a file, with the configuration given, inside, or beside', async () => {
  const expected = { name: 'net', config, weights };
  copyFileSync(checkpoint, at('net.pth.tar'));
  assert.equal(await loadNetwork(at('net.pth.tar'), 'fomm-zero-64'), expected);
  writeFileSync(at('net.json'), JSON.stringify(config));
  assert.equal(await loadNetwork(at('net.pth.tar')), expected);
  assert.equal(await loadNetwork(checkpoint, at('net.json')), { ...expected, name: 'fomm-zero-64' });
  const metadata = { config: JSON.stringify(config) };
  writeFileSync(at('full.safetensors'), writeSafetensors({ weights, metadata }));
  const { name, ...rest } = await loadNetwork(at('full.safetensors'));
  assert.is(name, 'full');
  assert.equal(rest.config, config);
  assert.equal([...rest.weights.keys()], [...weights.keys()].sort());
});

const inside = (text: string) => (): string => {
  writeFileSync(at('wrong.safetensors'), writeSafetensors({ weights, metadata: { config: text } }));
  return at('wrong.safetensors');
};

const wrong: readonly (readonly [what: string, file: () => string, config: string | undefined, error: RegExp])[] = [
  ['no configuration', () => checkpoint, undefined, /does not say which configuration/],
  ['another configuration', () => checkpoint, 'vox-256', /do not fit the network:\n {2}\d+ missing/],
  [
    'another configuration for one that ships',
    () => 'tiny-64',
    'vox-256',
    /weights in tiny-64 do not fit the network:\n {2}\d+ missing/,
  ],
  ['an unknown configuration', () => checkpoint, 'vox', /no preset "vox"/],
  ['a preset without weights', () => 'vox-256', undefined, /vox-256 is a configuration, and its weights do not ship/],
  ['no file', () => at('none'), undefined, /cannot read .*none: there is no such file/],
  ['a configuration inside that is no JSON', inside('{'), undefined, /the configuration in .* is no JSON/],
  [
    'a configuration inside that is none',
    inside('{"size":65}'),
    undefined,
    /the configuration in .*wrong\.safetensors/,
  ],
];

for (const [what, file, given, error] of wrong)
  load(`${what}: one clear error`, async () => {
    const reason = await loadNetwork(file(), given).then(
      () => assert.unreachable(),
      failed => failed,
    );
    if (!/missing/.test(error.source)) assertExplained(reason);
    assert.match(reason.message, error);
  });

load('a quantized network, by the name of its floats and by its own', async () => {
  const shipped = await loadIntegerNetwork('tiny-64');
  assert.equal(shipped.config, presets['tiny-64']);
  for (const [name, ...asked] of [
    ['mine.int8.safetensors', 'mine.int8.safetensors', 'mine.safetensors', 'mine.pth', 'mine.pth.tar'],
    ['other.safetensors', 'other.safetensors'],
  ] as const) {
    copyFileSync(packageFile('codec/networks/tiny-64.int8.safetensors'), at(name));
    for (const file of asked) assert.is((await loadIntegerNetwork(at(file))).hash, shipped.hash);
  }
});

for (const [what, file, error] of [
  ['a checkpoint alone', () => checkpoint, /is a network of floats, and there is no quantized one beside it$/],
  ['floats', () => inside('{}')(), /is no quantized network: it does not say that it is one$/],
  ['no file', () => at('none.safetensors'), /cannot read .*none\.safetensors: there is no such file$/],
] as const)
  load(`a quantized network that is ${what}: one clear error`, async () => {
    const reason = await loadIntegerNetwork(file()).then(
      () => assert.unreachable(),
      failed => failed,
    );
    assertExplained(reason);
    assert.match(reason.message, error);
  });

load.run();
