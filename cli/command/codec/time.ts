import { setImmediate as breathe } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { FastPredictor } from '../../../codec/onnx/predictor.js';
import { type Codec, loadCodec } from '../../load/codec.js';
import { wholeFrom } from '../../load/numbers.js';
import { withProgress } from '../../output/progress.js';
import { print, printJson } from '../../output/terminal.js';
import { configHelp } from './config-option.js';

interface TimeOptions {
  readonly config: string;
  readonly engine: 'fast' | 'float';
  readonly threads?: number;
  readonly runs: number;
  readonly json?: boolean;
}

export const addTime = (codec: Command): Command =>
  codec
    .command('time')
    .description('run a network and tell seconds and memory; weights are random, which takes no other time')
    .option('--config <name>', configHelp, 'tiny-64')
    .addOption(
      new Option('--engine <name>', 'fast: onnxruntime-web, to be installed beside; float: the plain reference')
        .choices(['fast', 'float'])
        .default('fast'),
    )
    .option(
      '--threads <n>',
      'threads of the fast engine; as many as cores, up to 8, unless given',
      wholeFrom(1, '--threads'),
    )
    .option('--runs <n>', 'runs of each part, of which the median is told', wholeFrom(1, '--runs'), 5)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace codec time --config vox-256\n  $ grace codec time --config vox-256 --engine float --runs 1',
    )
    .action(time);

/** What a part of a network takes, in the median of its runs. */
interface Row {
  readonly per: string;
  readonly macs: number;
  readonly seconds: number;
  /** Of all threads together. Other work on the machine changes it less. */
  readonly processorSeconds: number;
}

async function time({ config: name, engine, threads, runs, json }: TimeOptions): Promise<void> {
  const codec = await loadCodec();
  const config = codec.namedConfig(name);
  const network = await open(codec, config, codec.randomWeights(config, 1), { engine, threads });
  if (!json)
    await print(`${name} by ${engine === 'float' ? 'plain floats' : `onnxruntime-web on ${count(network.threads)}`}`);
  const [first, later] = [...codec.clip({ seed: 1, frames: 2, size: config.size })].map(({ picture }) =>
    codec.pictureToTensor(picture),
  ) as [Tensor, Tensor];
  const [from, to] = [await network.detect(first), await network.detect(later)];
  const features = await network.source(first);
  const totals = codec.totalsOf(codec.layersOf(config));
  const rows: Row[] = [];
  for (const [per, run] of [
    ['source picture', () => network.source(first)],
    ['predicted frame', () => network.frame(features, from, to)],
    ['encoded frame', () => network.detect(first)],
  ] as const) {
    const { macs } = totals.find(total => total.per === per)!;
    const taken = await withProgress(`timing ${runs} runs for every ${per}`, () => measure(run, runs));
    rows.push({ per, macs, ...taken });
    if (!json) await print(line(rows.at(-1)!));
  }
  await network.close();
  const bytes = process.resourceUsage().maxRSS * 1024;
  if (json) return printJson({ config: name, engine, threads: network.threads, bytes, parts: rows });
  return print(`The process took ${Math.round(bytes / 1e6)} MB of memory at most.`);
}

type Tensor = ReturnType<Codec['pictureToTensor']>;

/** Either engine as the one whose answers come later. */
async function open(
  { fastPredictor, predictor }: Codec,
  config: Parameters<Codec['predictor']>[0],
  weights: Parameters<Codec['predictor']>[1],
  { engine, threads }: { readonly engine: TimeOptions['engine']; readonly threads: number | undefined },
): Promise<FastPredictor> {
  if (engine === 'fast') return fastPredictor(config, weights, threads === undefined ? {} : { threads });
  const { detect, source, frame } = predictor(config, weights);
  return {
    detect: async picture => detect(picture),
    source: async picture => source(picture),
    frame: async (...of) => frame(...of),
    threads: 1,
    close: async () => {},
  };
}

/** The medians of some runs, behind one that makes ready what is needed. */
async function measure(run: () => Promise<unknown>, runs: number) {
  const [seconds, processorSeconds]: [number[], number[]] = [[], []];
  for (let i = 0; i <= runs; i++) {
    // For what shows progress, and signals.
    await breathe();
    const [started, processor] = [performance.now(), process.cpuUsage()];
    await run();
    const { user, system } = process.cpuUsage(processor);
    if (i === 0) continue;
    seconds.push((performance.now() - started) / 1e3);
    processorSeconds.push((user + system) / 1e6);
  }
  return { seconds: median(seconds), processorSeconds: median(processorSeconds) };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function line({ per, macs, seconds, processorSeconds }: Row): string {
  const work = `${(macs / 1e9).toFixed(3)} GMAC`.padStart(12);
  const times = `${seconds.toFixed(3)} s, ${processorSeconds.toFixed(3)} s of processor`.padStart(32);
  const rate = `${(macs / 1e9 / seconds).toFixed(1)} GMAC/s`.padStart(13);
  return `  ${per.padEnd(16)}${work}${times}${rate}`;
}

const count = (threads: number): string => `${threads} thread${threads === 1 ? '' : 's'}`;
