import { setImmediate as breathe } from 'node:timers/promises';
import { clip, loadIntegerNetwork, loadNetwork, simulatedTarget } from 'grace-hdl/codec';
import { stageFor } from '../picture/stage.js';
import { decodeClip } from './decode.js';
import { designFiles, resourcesOf, writeDesign } from './design.js';
import { clipFiles, writeClip } from './files.js';
import { hardware, type MakeTarget } from './hardware.js';
import { type Counted, encodeClip, qualityOf } from './run.js';
import { shownOf } from './sheet.js';
import { placesOf, type Summary, summaryText } from './summary.js';

export interface TalkJob {
  /** Folder for everything that is made. */
  readonly out: string;
  /** Who talks. */
  readonly seed?: number;
  /** At 25 per second; at least 2. */
  readonly frames?: number;
  /** Rows and columns of the accelerator's array. */
  readonly array?: string;
  /** How long the simulated accelerator may decode; the integer model does the rest. 0: it decodes nothing. */
  readonly seconds?: number;
  /** What runs the accelerator's programs. Default: the simulation. */
  readonly target?: MakeTarget;
  /** Count what the accelerator takes of a Zynq-7020, by Yosys, which takes ten minutes and more. */
  readonly synthesis?: boolean;
  /** Told what goes on, a line at a time. */
  readonly say: (text: string) => void;
  /** Told how far it is, as it goes; an empty text when it is there. */
  readonly progress?: (text: string) => void;
}

/** Someone of whom the network has seen no frame: those that it was trained on have seeds below 131072. */
const stranger = 131072;

/**
 * Draws a clip of a talking head, encodes it, and decodes it on the simulated accelerator, as many frames as there is time for,
 * and by the integer model; where both have made a frame they have to be equal. Writes the stream, the decoded clip, a sheet
 * of pictures, the Verilog of the accelerator, a timeline of its units, and a summary, all or nothing.
 *
 * @throws Error if the accelerator makes another picture than the integer model
 */
export async function talk({
  out,
  seed = stranger,
  frames = 40,
  array = '16x16',
  seconds = 30,
  target = simulatedTarget,
  synthesis = false,
  say,
  progress = () => {},
}: TalkJob): Promise<Summary> {
  const stage = stageFor(out);
  say(`A talking head of ${frames} frames, drawn, sent through the codec, and decoded by hardware in simulation`);
  const counted: Counted = async function* (what, items) {
    say(`  ${what} ...`);
    let count = 0;
    for await (const one of items) {
      progress(`  ${what}: ${++count} of ${frames}`);
      yield one;
      await breathe();
    }
    progress('');
  };
  const drawn = [...clip({ seed, frames })].map(({ picture }) => picture);
  const [network, integers] = [await loadNetwork('tiny-64'), await loadIntegerNetwork('tiny-64')];
  const { stream, report } = await encodeClip(network, drawn, counted);

  say(`  an accelerator of ${array} ...`);
  await breathe();
  const chip = await hardware({
    ...{ network: integers, array, target, seconds },
    progress: cycles => progress(`  decoding: ${cycles.toLocaleString('en-US')} cycles simulated`),
  });
  const shown = shownOf(frames);
  const inFloat = [0, ...shown];
  const { decoded, float } = await decodeClip({ stream, network, integers, chip, inFloat, counted });
  await chip.decoder.close();

  const { config, activity } = chip;
  writeDesign(stage, config, activity());
  await writeClip(stage, { stream, drawn, decoded, float, shown });
  const repeated = qualityOf(
    drawn.map(() => drawn[0]!),
    drawn,
  );
  const measured = chip.report();
  if (synthesis) say('  synthesis, which takes ten minutes and more ...');
  const summary: Summary = {
    seed,
    rate: report,
    quality: { repeated, decoded: qualityOf(decoded, drawn) },
    ...(measured && { hardware: measured }),
    ...(synthesis && { resources: await resourcesOf(array) }),
  };
  stage.write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  stage.finish();
  const files = [...clipFiles, ...designFiles(measured !== undefined), ['summary.json', 'the figures above'] as const];
  say(`\n${summaryText(summary)}\n\n${placesOf(out, files)}`);
  return summary;
}
