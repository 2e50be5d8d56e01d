import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { verilog } from 'grace-hdl/verilog';
import { filters } from './filters.js';
import { contactSheet, encodePicture, type Picture, readPicture } from './picture.js';
import { psnr, reference } from './reference.js';
import { circuitOf, recordFilter, runFilter } from './run.js';
import { stageFor } from './stage.js';

export interface Job {
  readonly path: string;
  /** Folder for everything that is made. */
  readonly out: string;
  readonly seed: number;
  /** How often each side of the stream holds back, 0 to 0.9. */
  readonly stall: number;
  /** Told what goes on, a line at a time. */
  readonly say: (text: string) => void;
}

/** What came of one filter. */
export interface Outcome {
  readonly name: string;
  readonly cycles: number;
  readonly pixelsPerCycle: number;
  readonly cyclesPerSecond: number;
  /** Decibels against the float reference; null when the pictures are equal. */
  readonly psnr: number | null;
}

/** Runs every filter on a picture and writes the pictures, the Verilog, the waves and a summary, all or nothing. */
export async function processPicture({ path, out, seed, stall, say }: Job): Promise<Outcome[]> {
  const picture = readPicture(path);
  const pixels = picture.width * picture.height;
  say(
    `${path}: ${picture.width} x ${picture.height} pixels through ${filters.length} engines, each side holding back in ${Math.round(stall * 100)} % of the cycles`,
  );
  const stage = stageFor(out);
  const results: Picture[] = [picture];
  const outcomes: Outcome[] = [];
  for (const filter of filters) {
    say(`  ${filter.title} ...`);
    await setImmediate();
    const circuit = circuitOf(filter, picture);
    for (const { name, text } of verilog(circuit).files) stage.write(join('verilog', name), text);
    const result = runFilter(circuit, picture, { probability: stall, seed });
    recordFilter(filter, circuit, picture, { probability: stall, seed }, stage.place(`${filter.name}.vcd`));
    const quality = psnr(result.picture, reference(filter, picture));
    stage.write(`${filter.name}.png`, encodePicture(result.picture));
    results.push(result.picture);
    outcomes.push({
      name: filter.name,
      cycles: result.cycles,
      pixelsPerCycle: pixels / result.cycles,
      cyclesPerSecond: result.cycles / result.seconds,
      psnr: Number.isFinite(quality) ? quality : null,
    });
  }
  stage.write('overview.png', encodePicture(contactSheet(results, results.length)));
  stage.write(
    'summary.json',
    `${JSON.stringify({ picture: path, width: picture.width, height: picture.height, seed, stall, filters: outcomes }, null, 2)}\n`,
  );
  stage.finish();
  say(`\n${tableOf(outcomes)}\n\n${placesOf(out)}`);
  return outcomes;
}

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ name, cycles, pixelsPerCycle, cyclesPerSecond, psnr }) => [
    name,
    `${cycles}`,
    pixelsPerCycle.toFixed(3),
    `${(cyclesPerSecond / 1e6).toFixed(2)} M`,
    psnr === null ? 'exact' : `${psnr.toFixed(1)} dB`,
  ]);
  const all = [['engine', 'cycles', 'pixels/cycle', 'cycles/s simulated', 'PSNR against float'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map(row => row[column]!.length)));
  return all
    .map(row => `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`)
    .join('\n');
}

const placesOf = (out: string): string =>
  [
    ['overview.png', 'the picture and the four results side by side'],
    ['<engine>.png', 'each result by itself'],
    ['verilog/', 'the engines in Verilog-2001, one module per file'],
    ['<engine>.vcd', 'waves of the first 200 cycles, for GTKWave or Surfer'],
    ['summary.json', 'the table above'],
  ]
    .map(([name, what]) => `  ${join(out, name!).padEnd(out.length + 14)}  ${what}`)
    .join('\n');
