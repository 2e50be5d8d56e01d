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
  /** Of a first run besides, with all that is made ready for it. */
  readonly firstSeconds: number;
  readonly seconds: number;
  /** Of all threads together. Other work on the machine changes it less. */
  readonly processorSeconds: number;
}

async function time({ config: name, engine, threads, runs, json }: TimeOptions): Promise<void> {
  const codec = await loadCodec();
  const config = codec.namedConfig(name);
  const weights = codec.randomWeights(config, 1);
  const network = await open(codec, config, weights, { engine, threads });
  const totals = codec.totalsOf(codec.layersOf(config));
  const rows: Row[] = [];
  const timed = async <T>(per: Row['per'], run: () => T | Promise<T>): Promise<T> => {
    const { value, ...seconds } = await withProgress(`timing ${runs + 1} runs for every ${per}`, () =>
      measure(run, runs),
    );
    const row = { per, macs: totals.find(total => total.per === per)!.macs, ...seconds };
    rows.push(row);
    if (!json) await print(line(row));
    return value;
  };
  if (!json)
    await print(`${name} by ${engine === 'float' ? 'plain floats' : `onnxruntime-web on ${count(network.threads)}`}`);
  const [first, later] = [...codec.clip({ seed: 1, frames: 2, size: config.size })].map(({ picture }) =>
    codec.pictureToTensor(picture),
  ) as [Tensor, Tensor];
  const from = await timed('encoded frame', () => network.detect(first));
  const features = await timed('source picture', () => network.source(first));
  const to = await network.detect(later);
  await timed('predicted frame', () => network.frame(features, from, to));
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

/** A first run, which makes ready what is needed, then those that count; and what the last gave. */
async function measure<T>(run: () => T | Promise<T>, runs: number) {
  const once = async () => {
    // For what shows progress, and signals.
    await breathe();
    const [started, processor] = [performance.now(), process.cpuUsage()];
    const value = await run();
    const { user, system } = process.cpuUsage(processor);
    return { value, seconds: (performance.now() - started) / 1e3, processorSeconds: (user + system) / 1e6 };
  };
  let { value, seconds: firstSeconds } = await once();
  const [seconds, processorSeconds]: [number[], number[]] = [[], []];
  for (let i = 0; i < runs; i++) {
    const taken = await once();
    value = taken.value;
    seconds.push(taken.seconds);
    processorSeconds.push(taken.processorSeconds);
  }
  return { value, firstSeconds, seconds: median(seconds), processorSeconds: median(processorSeconds) };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function line({ per, macs, firstSeconds, seconds, processorSeconds }: Row): string {
  const work = `${(macs / 1e9).toFixed(3)} GMAC`.padStart(12);
  const times = `${seconds.toFixed(3)} s, ${processorSeconds.toFixed(3)} s of processor`.padStart(32);
  const rate = `${(macs / 1e9 / seconds).toFixed(1)} GMAC/s`.padStart(13);
  return `  ${per.padEnd(16)}${work}${times}${rate}   the first ${firstSeconds.toFixed(3)} s`;
}

const count = (threads: number): string => `${threads} thread${threads === 1 ? '' : 's'}`;
