import fc from 'fast-check';
import { mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { pictureIn } from '../../../stdlib-engines/quantized/picture.js';
import { commandOf, type Scene, scenes } from '../sampling/commands.js';
import type { Job } from './bench.js';
import { bytesOf, drawer, list } from './command.js';
import { logitBytes, maskCases, maskEntries, recordsOf } from './mask-cases.js';
import { resizeCases, resized } from './resize-cases.js';
import { shrinkCases, shrinkData } from './shrink-cases.js';

/** An instruction, and the bytes that the integer model says it writes. */
export interface Case {
  readonly job: Job;
  readonly result: readonly number[];
}

type Cases = (block: number) => fc.Arbitrary<Case>;
const operation = (name: (typeof mapOperations)[number]) => mapOperations.indexOf(name);
const side = fc.integer({ min: 1, max: 7 });

const pictures: Cases = block =>
  fc.record({ rows: side, columns: side, seed: fc.nat(1e6) }).map(({ rows, columns, seed }) => {
    const draw = drawer(seed);
    const source = list(rows * columns * block, () => draw(0, 255));
    const fields = { operation: operation('picture'), rows, columns };
    return { job: { fields, source, second: [] }, result: source.map(byte => pictureIn(byte)) };
  });

const masks: Cases = block =>
  maskCases.map(c => {
    const { logits, points, spread, seed, stall, ...fields } = c;
    const job = {
      fields: { operation: operation('masks'), ...fields },
      source: logitBytes(logits, block),
      second: recordsOf(points),
    };
    return { job, result: maskEntries(c).flatMap(entry => bytesOf(entry, 2)) };
  });

const shrinks: Cases = block =>
  shrinkCases(24).map(c => {
    const { source, second, result } = shrinkData(c, block, true);
    return { job: { fields: { operation: operation('shrink'), ...c, taps: c.taps.length }, source, second }, result };
  });

const bilinear: Cases = block =>
  resizeCases.map(c => {
    const { source, result } = resized(c, block);
    return { job: { fields: { operation: operation('bilinear'), ...c }, source, second: [] }, result };
  });

/** A block that is warped, or the motions of a picture. */
export function samplingCase(scene: Scene, block: number): Case {
  const { command, source, second, result } = commandOf(scene, block);
  return { job: { fields: command, source: source.flat(), second: second.flat() }, result: result.flat() };
}

const sampling: Cases = block => scenes(64).map(scene => samplingCase(scene, block));

/** Any operation on a map of few pixels, blocks of so many channels. */
export const anyCase = (block: number): fc.Arbitrary<Case> =>
  fc.oneof(...[pictures, masks, shrinks, bilinear, sampling].map(make => make(block))).map(({ job, result }) => ({
    job,
    result: result.map(byte => byte & 255),
  }));
