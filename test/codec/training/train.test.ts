import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { networkGraphs } from '../../../codec/network/graphs.js';
import { parametersOf } from '../../../codec/network/parameters.js';
import { readConfig } from '../../../codec/network/read-config.js';
import { checkWeights } from '../../../codec/weights/check.js';
import { loadWeights } from '../../../codec/weights/load.js';
import { runPython, testWithTorch } from './python.js';

const folder = mkdtempSync(join(tmpdir(), 'grace-train-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const part = { blockExpansion: 2, maxFeatures: 4 };
const config = {
  variant: 'fomm',
  size: 64,
  channels: 3,
  keypoints: 10,
  jacobians: false,
  generator: { ...part, downBlocks: 1, residualBlocks: 1 },
  denseMotion: { ...part, blocks: 1, scale: 0.5, variance: 0.01 },
  detector: { ...part, blocks: 1, scale: 0.5, padding: 3, temperature: 0.1 },
  upsampling: 'nearest',
  shrink: 'decimate',
};
writeFileSync(at('config.json'), JSON.stringify(config));
const given = ['--config', at('config.json'), '--data', at('data')];

function train(run: string, steps: number): void {
  const rest = ['--run', at(run), '--steps', `${steps}`, '--batch', '2', '--warm', '1', '--decay', '1'];
  const { status, stderr } = runPython('train.py', ...given, ...rest);
  assert.is(status, 0, stderr);
}

function settle(run: string): Buffer {
  const { status, stderr } = runPython(
    'settle.py',
    ...given,
    '--run',
    at(run),
    '--out',
    at(`${run}.st`),
    '--batches',
    '1',
  );
  assert.is(status, 0, stderr);
  return readFileSync(at(`${run}.st`));
}

testWithTorch('a run that stopped goes on as if it had not, and gives weights that the codec reads', async () => {
  const render = ['--conditions=grace-source', '--import', 'tsx', 'codec/training/frames.ts'];
  const few = ['--identities', '3', '--frames', '3', '--out', at('data')];
  assert.is(spawnSync(process.execPath, [...render, ...few], { timeout: 60_000 }).status, 0);
  train('whole', 3);
  train('stopped', 2);
  train('stopped', 3);
  assert.equal(settle('stopped'), settle('whole'));
  checkWeights(parametersOf(networkGraphs(readConfig(at('config.json')))), await loadWeights(at('whole.st')));
});

testWithTorch('what is wrong with the input is said in a line', () => {
  const says = (script: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr } = runPython(script, ...args);
    assert.is(status, 1);
    assert.is(stdout, '');
    assert.match(stderr, /^error: .*\n$/);
    return stderr;
  };
  const changed = (change: object): string => {
    writeFileSync(at('changed.json'), JSON.stringify({ ...config, ...change }));
    return at('changed.json');
  };
  const files = ['--weights', at('whole.st'), '--data', at('data')];
  assert.match(says('evaluate.py', '--config', changed({ upsampling: undefined }), ...files), /must state upsampling/);
  assert.match(
    says('evaluate.py', '--config', changed({ keypoints: 5 }), ...files),
    /the weights do not fit the network: .*kp\.weight is \[10, 5, 7, 7\], not \[5, 5, 7, 7\]/,
  );
  writeFileSync(join(at('stopped'), 'checkpoint.pt'), 'nothing that PyTorch wrote');
  assert.match(says('train.py', ...given, '--run', at('stopped')), /checkpoint\.pt is no checkpoint/);
});

test.run();
