import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { emptyProgramCycles } from '../../../stdlib-engines/accelerator/cycles.js';
import type { FaultName } from '../../../stdlib-engines/accelerator/fault.js';
import { readProgram } from '../../../stdlib-engines/accelerator/isa/decode.js';
import { encode, program } from '../../../stdlib-engines/accelerator/isa/encode.js';
import { end, weights } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { runProgram } from '../../../stdlib-engines/accelerator/model/run.js';
import { layerAndMap, type Made } from './layer-and-map.js';
import { constantsAt, type Job, machine, programAt, workAt } from './machine.js';

/** The accelerator as a whole: programs against the model on bytes, and whatever may go wrong with them. */
const test = suite('accelerator');

const config = acceleratorConfig(8, 8, {
  ...{ tileWords: 1024, skipWords: 256, outWords: 256, accumulators: 64, weightRows: 128, tableRows: 8 },
  ...{ samplePixels: 256, lineWords: 32, motions: 4, taps: 7, queue: 4 },
});
const whole = machine(config);

const made = (seed: number): Made => layerAndMap(seed, config);

type Result = Awaited<ReturnType<typeof whole.run>>[number];

/** What the model leaves in the work region. */
function expected({ program, constants, work }: Job): Uint8Array {
  const after = work.slice();
  const ending = runProgram({ config, program, constants, work: after });
  assert.equal(ending, { ...ending, fault: 'none' });
  return after;
}

function isDone(result: Result, job: Job): void {
  assert.equal([result.fault, result.irq], ['none', { done: true, fault: false }]);
  assert.equal(result.status.busy, false);
  assert.is(result.instructions, readProgram(job.program).length - 1);
  assert.equal(Buffer.compare(result.work, expected(job)), 0, 'the bytes of the model');
}

function isFault(result: Result, ...anyOf: readonly FaultName[]): void {
  assert.ok(anyOf.includes(result.fault), `${result.fault} is none of ${anyOf}`);
  assert.equal([result.irq, result.status.busy], [{ done: false, fault: true }, false]);
}

/** Nothing has changed but, perhaps, results: as they should be, or as they were before. */
function isHarmless(result: Result, { constants, work, written }: Made): void {
  assert.equal(Buffer.compare(result.constants, constants), 0, 'constants are as they were');
  const [before, after] = [work.slice(), result.work.slice()];
  for (const [from, bytes] of written) for (const of of [before, after]) of.fill(0, from, from + bytes);
  assert.equal(Buffer.compare(before, after), 0, 'nothing else is written');
}

const seeds = fc.nat(100_000);
const few = { seed: 3, numRuns: 12 };

test('programs do to memory what the model does, for any latency and rate of the memory', () =>
  fc.assert(
    fc.asyncProperty(
      seeds,
      fc.record({
        latency: fc.integer({ min: 1, max: 60 }),
        rate: fc.constantFrom(1, 0.7, 0.3),
        stall: fc.constantFrom(0, 0.2),
        seed: fc.nat(),
      }),
      async (seed, memory) => {
        const job = made(seed);
        const [first, second] = await whole.run([{ ...job, memory }, job]);
        isDone(first!, job);
        isHarmless(first!, job);
        isDone(second!, job);
      },
    ),
    few,
  ));

test('a program without instructions takes what is stated', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async latency => {
      const nothing = { program: program([encode(end, {})]), constants: new Uint8Array(0), work: new Uint8Array(64) };
      const [result] = await whole.run([{ ...nothing, memory: { latency } }]);
      assert.is(result!.cycles, emptyProgramCycles(config, latency));
    }),
    few,
  ));

/** Something that goes wrong, and what is to be seen of it. */
type Mishap = (job: Made, place: number) => { readonly job: Job; readonly check: (result: Result) => void };

/** The first byte of a beat, of so many bytes. */
const beat = (place: number, bytes: number): number => 8 * (place % Math.ceil(bytes / 8));

const mishaps: Readonly<Record<string, Mishap>> = {
  'a bus error in the middle of a burst, of any read': (job, place) => ({
    job: {
      ...job,
      memory: {
        errors: [
          { from: constantsAt + beat(place, programAt(job)), bytes: 8, access: 'read' },
          { from: workAt + beat(place, job.work.length), bytes: 8, access: 'read', resp: 'decodeError' },
        ],
      },
    },
    check: result => {
      if (result.fault !== 'none') isFault(result, 'readError');
      isHarmless(result, job);
    },
  }),
  'a bus error in the middle of a burst, of a write': (job, place) => {
    const [from, bytes] = job.written[place % 2]!;
    const errors = [{ from: workAt + from + beat(place, bytes), bytes: 8, access: 'write' as const }];
    return {
      job: { ...job, memory: { errors } },
      check: result => {
        isFault(result, 'writeError');
        isHarmless(result, job);
      },
    };
  },
  'software stops it in the middle': (job, place) => ({
    job: { ...job, stop: place % 800 },
    check: result => {
      if (result.fault !== 'none') isFault(result, 'aborted');
      isHarmless(result, job);
    },
  }),
  'software starts it while it is busy': (job, place) => ({
    job: { ...job, again: place % 100 },
    check: result => {
      isDone(result, job);
      assert.is(result.status.start_ignored, true);
    },
  }),
  'an instruction waits for what nobody raises': (job, place) => {
    const changed = job.program.slice();
    const at = 64 * (1 + (place % (readProgram(job.program).length - 1)));
    changed[at + 5]! |= 0x40;
    return {
      job: { ...job, program: changed, watchdog: 2000 },
      check: result => {
        isFault(result, 'timeout');
        assert.ok(result.places.some(({ state }) => state === 'waits'));
        isHarmless(result, job);
      },
    };
  },
  'a bit of the program is wrong': (job, place) => {
    const changed = job.program.slice();
    const bit = (Math.imul(place, 0x9e3779b1) >>> 0) % (8 * changed.length);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    return {
      job: { ...job, program: changed, watchdog: 4000 },
      // It may write elsewhere in the work region now, but not outside of it.
      check: result => assert.equal(Buffer.compare(result.constants, job.constants), 0),
    };
  },
};

/** What is taken for weights may be none: a check of the array, and in hardware a wrong sum. */
function notWeights(error: Error): never {
  fc.pre(!error.message.includes('a weight below -127'));
  throw error;
}

for (const [name, mishap] of Object.entries(mishaps))
  test(`${name}: said, nothing else harmed, and the next program runs`, () =>
    fc.assert(
      fc.asyncProperty(seeds, fc.nat(), async (seed, place) => {
        const good = made(seed);
        const { job, check } = mishap(good, place);
        const [wrong, next] = await whole.run([job, good]).catch(notWeights);
        check(wrong!);
        assert.ok(wrong!.aroundUntouched, 'bytes around the regions');
        isDone(next!, good);
      }),
      few,
    ));

test('more weights than are taken: the program ends all the same, and the next does not see them', async () => {
  const job = made(5);
  const bytes = 8 * 16;
  const rest = { ...job, program: program([encode(weights, { bytes }), encode(end, {})]) };
  const [first, next] = await whole.run([rest, job]);
  assert.is(first!.fault, 'none');
  isDone(next!, job);
});

test.run();
