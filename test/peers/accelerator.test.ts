import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { layerAndMap } from '../stdlib-engines/accelerator/layer-and-map.js';
import { constantsAt, machine, workAt } from '../stdlib-engines/accelerator/machine.js';
import { sameSteps } from './lock-step.js';
import { recorded } from './recorder.js';

/** The whole accelerator: software, interrupt and all buses while programs run, fail and are stopped. */
const test = suite('peers/accelerator');

const config = acceleratorConfig(8, 8, {
  ...{ tileWords: 1024, skipWords: 256, outWords: 256, accumulators: 64, weightRows: 128, tableRows: 8 },
  ...{ samplePixels: 256, lineWords: 32, motions: 4, taps: 7, queue: 4 },
});

/** Layers of every kind by their seeds, with what happens to them and how they end. */
const programs = [
  { seed: 8, end: 'none' },
  { seed: 7, writeFails: true, end: 'writeError' },
  { seed: 9, end: 'none' },
  { seed: 25, stop: 300, end: 'aborted' },
  { seed: 21, end: 'none' },
  { seed: 20, readFails: true, end: 'readError' },
  { seed: 22, end: 'none' },
];

const whole = machine(config);
const run = recorded(whole.sim);
const results = await whole.run(
  programs.map(({ seed, stop, readFails, writeFails }) => {
    const job = layerAndMap(seed, config);
    const [result] = job.written[0]!;
    const errors = [
      ...(readFails ? [{ from: constantsAt, bytes: 8, access: 'read' as const }] : []),
      ...(writeFails ? [{ from: workAt + result, bytes: 8, access: 'write' as const }] : []),
    ];
    const memory = { latency: [1, 40], rate: 0.7, stall: 0.1, errors, seed } as const;
    return { ...job, memory, ...(stop && { stop }) };
  }),
);

test('programs end as they are made to, and run after those that failed', () => {
  assert.equal(
    results.map(({ fault }) => fault),
    programs.map(({ end }) => end),
  );
});

sameSteps(test, { accelerator: run });
test.run();
