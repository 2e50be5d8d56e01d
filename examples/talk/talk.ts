import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { clip, encodePng, preview, type Quality, rateText } from 'grace-hdl/codec';
import { stageFor } from '../picture/stage.js';
import { type Counted, decodeWith, encodeClip, repeated } from './run.js';
import { besides, comparison } from './sheet.js';

export interface TalkJob {
  /** Folder for everything that is made. */
  readonly out: string;
  /** Who talks. */
  readonly seed?: number;
  /** At 25 per second; at least 2. */
  readonly frames?: number;
  /** Told what goes on, a line at a time. */
  readonly say: (text: string) => void;
  /** Told how far it is, frame by frame; an empty text when it is there. */
  readonly progress?: (text: string) => void;
}

/** How good a way to show the clip is. */
export interface Outcome extends Quality {
  readonly name: string;
  readonly framesPerSecond?: number;
}

/** Someone of whom the network has seen no frame: those that it was trained on have seeds below 131072. */
const stranger = 131072;

/**
 * Draws a clip of a talking head, encodes it, decodes it in floats and in INT8, and writes the stream, a sheet of pictures, an
 * animation of both beside the clip, and a summary, all or nothing.
 */
export async function talk({
  out,
  seed = stranger,
  frames = 40,
  say,
  progress = () => {},
}: TalkJob): Promise<Outcome[]> {
  const stage = stageFor(out);
  say(`A talking head of ${frames} frames, drawn and sent through the codec`);
  const counted: Counted = async function* (what, pictures) {
    say(`  ${what} ...`);
    let count = 0;
    for await (const one of pictures) {
      progress(`  ${what}: ${++count} of ${frames}`);
      yield one;
      await breathe();
    }
    progress('');
  };
  const drawn = [...clip({ seed, frames })].map(({ picture }) => picture);
  const { stream, report } = await encodeClip(drawn, counted);
  const float = await decodeWith('float', stream, drawn, counted);
  const int8 = await decodeWith('int8', stream, drawn, counted);
  const outcomes: Outcome[] = [
    { name: 'first frame repeated', ...repeated(drawn) },
    ...[float, int8].map(({ engine, quality, framesPerSecond }) => ({ name: engine, ...quality, framesPerSecond })),
  ];
  const animation = { width: 192, height: 64, rate: { numerator: 25, denominator: 1 } };
  stage.write('sheet.png', await encodePng(comparison(drawn, float.pictures, int8.pictures)));
  stage.write(
    'talk.webp',
    await preview({ ...animation, frames: besides(drawn, float.pictures, int8.pictures) }, { format: 'webp' }),
  );
  stage.write('talk.agc', stream);
  stage.write('summary.json', `${JSON.stringify({ seed, rate: report, outcomes }, null, 2)}\n`);
  stage.finish();
  say(`\n  ${rateText(report).trimEnd().replaceAll('\n', '\n  ')}\n\n${tableOf(outcomes)}\n\n${placesOf(out)}`);
  return outcomes;
}

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ name, psnr, ssim, framesPerSecond: speed }) => [
    name,
    `${psnr.toFixed(2)} dB`,
    ssim.toFixed(4),
    speed === undefined ? '' : speed.toFixed(1),
  ]);
  const all = [['', 'PSNR', 'SSIM', 'frames/s'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map(row => row[column]!.length)));
  return all
    .map(row => `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`)
    .map(line => line.trimEnd())
    .join('\n');
}

const placesOf = (out: string): string =>
  [
    ['sheet.png', 'the source; then the clip, float, INT8, twice what INT8 lacks, and 8 times INT8 against float'],
    ['talk.webp', 'the clip, float and INT8 side by side, moving'],
    ['talk.agc', 'the stream: grace info, grace decode'],
    ['summary.json', 'the figures above'],
  ]
    .map(([name, what]) => `  ${join(out, name!).padEnd(out.length + 14)}  ${what}`)
    .join('\n');
