/**
 * The main job, in two parts. A picture goes through four convolution engines, pixel by pixel and cycle by cycle, with both sides
 * holding back at random; the results are compared with a float reference. Then a drawn clip of a talking head goes through the
 * codec, and is decoded by the accelerator in simulation, as many frames as half a minute gives, each compared with the integer
 * model, which decodes the others. Everything is written to a folder.
 *
 *     npm start                        the picture that comes with the project
 *     npm start -- my.png              another one
 *     npm start -- my.png --out DIR    into another folder
 *     npm start -- --only talk         one of the parts
 *     npm start -- --array 16x32       another accelerator
 */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { arrayConfig, CodecError } from 'grace-hdl/codec';
import { PictureError } from './picture/picture.js';
import { processPicture } from './picture/process.js';
import { talk } from './talk/talk.js';

const usage = `usage: npm start -- [picture.png] [--out DIR] [--seed N] [--stall P] [--only PART] [--array SIZE] [--seconds N] [--synth]
  picture.png  a PNG of 5 x 5 to 4096 pixels wide   (default: the astronaut that comes with the project)
  --out DIR    where the results go                 (default: out)
  --seed N     of the random stalls                 (default: 1)
  --stall P    how often each side holds back, 0 to 0.9   (default: 0.3)
  --only PART  picture or talk                      (default: both)
  --array SIZE rows and columns of the accelerator  (default: 16x16)
  --seconds N  how long it may decode, 0 to 86400   (default: 30)
  --synth      count what it takes of a Zynq-7020, by Yosys: ten minutes and more
`;

let written = 0;

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => process.exit(code));

try {
  const { values, positionals } = parse();
  if (values.help) process.stdout.write(usage);
  else {
    const say = (text: string): void => void process.stdout.write(`${text}\n`);
    const ours = fileURLToPath(new URL('./picture/astronaut.png', import.meta.url));
    const picture = {
      path: positionals[0] ?? (relative('', ours) || ours),
      out: values.out,
      seed: number('--seed', values.seed, 1, 2 ** 31 - 1, Number.isInteger),
      stall: number('--stall', values.stall, 0, 0.9),
      say,
    };
    const clip = {
      out: join(values.out, 'talk'),
      array: values.array,
      seconds: number('--seconds', values.seconds, 0, 86400),
      synthesis: values.synth,
      say,
      progress,
    };
    arrayConfig(values.array);
    if (values.only !== 'talk') await processPicture(picture);
    if (values.only === undefined) say('');
    if (values.only !== 'picture') await talk(clip);
  }
} catch (error) {
  process.stderr.write(explain(error));
  process.exitCode = 1;
}

function parse() {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        out: text('out'),
        seed: text('1'),
        stall: text('0.3'),
        array: text('16x16'),
        seconds: text('30'),
        synth: { type: 'boolean', default: false },
        only: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (parsed.values.only !== undefined && !/^(?:picture|talk)$/.test(parsed.values.only))
      throw new Error(`--only is '${parsed.values.only}', not picture or talk`);
    if (parsed.positionals.length > 1)
      throw new Error(`one picture at a time, not ${parsed.positionals.join(' and ')}`);
    return parsed;
  } catch (error) {
    throw new PictureError((error as Error).message, usage);
  }
}

/** A line that is written over, on a terminal; no more often than anyone can read. */
function progress(text: string): void {
  const now = performance.now();
  if (!process.stderr.isTTY || (text !== '' && now - written < 100)) return;
  written = now;
  process.stderr.write(`\r\u001b[K${text}`);
}

function number(
  option: string,
  text: string,
  least: number,
  most: number,
  fits: (value: number) => boolean = Number.isFinite,
): number {
  const value = Number(text);
  if (text.trim() !== '' && fits(value) && value >= least && value <= most) return value;
  throw new PictureError(`${option} is '${text}'`, `give a number from ${least} to ${most}`);
}

/** Wrong input in words; a failed write by its cause; anything else with its stack, since it is a mistake of ours. */
function explain(error: unknown): string {
  if (error instanceof PictureError || error instanceof CodecError)
    return `error: ${error.message}\n  help: ${error.help}\n`;
  const { syscall, message, stack } = error as NodeJS.ErrnoException;
  if (syscall)
    return `error: cannot write the results: ${message}\n  help: choose a folder with --out, on a disk with some free space\n`;
  if (message?.startsWith('cannot write'))
    return `error: ${message}\n  help: choose a folder with --out, on a disk with some free space\n`;
  return `error: ${stack ?? String(error)}\n`;
}
