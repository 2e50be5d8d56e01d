import type { Command } from 'commander';
import type { AgcFrame } from '../../codec/bitstream/container/frame.js';
import type { AgcHeader } from '../../codec/bitstream/container/header.js';
import { chunksOf } from '../load/chunks.js';
import { loadCodec } from '../load/codec.js';
import { wholeFrom } from '../load/numbers.js';
import { counted, firstOf } from '../output/frames.js';
import { print, printJson, say } from '../output/terminal.js';

interface InfoOptions {
  readonly frames?: number;
  readonly partial?: boolean;
  readonly json?: boolean;
}

export const addInfo = (grace: Command): Command =>
  grace
    .command('info')
    .description('say what is in an .agc file, and what it takes; every checksum is looked at')
    .argument('<file>', 'the .agc file; - is standard input')
    .option('--frames <n>', 'look at the first so many frames only', wholeFrom(1, '--frames'))
    .option('--partial', 'count the frames before damage')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ grace info talk.agc')
    .action(info);

async function info(path: string, { frames: most, partial, json }: InfoOptions): Promise<void> {
  const codec = await loadCodec();
  let bytes = 0;
  async function* tallied() {
    for await (const chunk of chunksOf(codec, path)) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const stream = await codec.readAgcStream(tallied(), { partial: partial === true });
  const { header } = stream;
  const meter = codec.rateMeter(header);
  const frames: AsyncIterable<AgcFrame> = most === undefined ? stream.frames : firstOf(stream.frames, most);
  let last: AgcFrame | undefined;
  for await (const frame of counted('reading', frames, most)) {
    if (!last) meter.addEnds(frame.offset);
    meter.add(frame.kind, frame.size);
    last = frame;
  }
  // What follows the last frame of a whole stream is index and end.
  if (most === undefined && !stream.damage) meter.addEnds(bytes - meter.rate().bytes.total);
  const rate = meter.rate();
  if (stream.damage) say(`warning: ${stream.damage.message}; this is what stands before`);
  if (json) return printJson({ file: path, ...header, ...rate, damage: stream.damage?.message });
  return print(`${path}: ${described(header)}\n${codec.rateText(rate)}`);
}

function described({ width, height, rate, keypoints, gopLimit, network }: AgcHeader): string {
  const { count, steps, jacobianSteps } = keypoints;
  const jacobians = jacobianSteps === undefined ? '' : ` with Jacobians in steps of 1/${jacobianSteps}`;
  const fps = Number((rate.numerator / rate.denominator).toFixed(3));
  return [
    `${width}x${height} pixels, ${fps} frames per second`,
    `  network    ${network.name}, ${network.hash}`,
    `  keypoints  ${count} in steps of 1/${steps}${jacobians}`,
    `  groups     of at most ${gopLimit} frames`,
  ].join('\n');
}
