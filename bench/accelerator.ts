import { compileAlone } from '../codec/compiler/compile.js';
import { zynqMemory } from '../codec/compiler/cycles/times.js';
import { shapeNetwork } from '../codec/compiler/shape.js';
import type { ConvLayer, IntegerGraph, Value } from '../codec/integer/network.js';
import { readsOf } from '../codec/integer/reads.js';
import { presetConfig } from '../codec/network/presets.js';
import { aligned } from '../codec/text/aligned.js';
import { acceleratorConfig } from '../stdlib-engines/accelerator/config.js';
import { simulatedAccelerator } from './simulated-accelerator.js';

/**
 * Cycles of layers of `vox-256` on the accelerator: as the compiler predicts them, and as they are simulated, with a memory
 * of 1.6 GB/s at 150 MHz and 40 cycles of latency. Layers of large maps are simulated for some of their rows; all have
 * their own channels. `npm run -s bench:accelerator -- PATTERN` takes those whose name contains it.
 */
const array = acceleratorConfig(16);

/** Layers by the end of their name, and of how many rows of their inputs. */
const cases: readonly (readonly [name: string, rows?: number])[] = [
  ['encoder.down_blocks.0.conv', 32],
  ['encoder.down_blocks.2.conv'],
  ['encoder.down_blocks.4.conv'],
  ['decoder.up_blocks.0.conv'],
  ['decoder.up_blocks.2.conv'],
  ['decoder.up_blocks.4.conv', 16],
  ['bottleneck.r0.conv1', 8],
  ['bottleneck.r0.conv2', 8],
  ['generator.up_blocks.0.conv', 8],
  ['generator.up_blocks.1.conv', 8],
  ['generator.final', 16],
];

const { frame } = shapeNetwork(presetConfig('vox-256'));
const values = new Map<string, Value>([
  ...Object.entries(frame.inputs),
  ...frame.layers.map(layer => [layer.name, layer] as const),
]);

/** A layer with what it reads, cut to so many rows of inputs. */
function alone(layer: ConvLayer, rows: number | undefined): IntegerGraph {
  const of = values.get(layer.inputs[0]!)!.shape[1]!;
  const cut = ({ shape: [channels, height, width], format }: Value): Value => ({
    shape: [channels!, rows === undefined ? height! : (height! * rows) / of, width!],
    format,
  });
  const inputs = Object.fromEntries(readsOf(layer).map(name => [name, cut(values.get(name)!)]));
  return { name: 'frame', inputs, outputs: { result: layer.name }, layers: [{ ...layer, ...cut(layer) }] };
}

const run = simulatedAccelerator(array, zynqMemory);

async function main(): Promise<void> {
  const [pattern = ''] = process.argv.slice(2);
  const lines = [['layer', 'result', 'tile', 'predicted', 'simulated', 'of it', 'use', 'cycles/s']];
  for (const [name, rows] of cases) {
    const layer = frame.layers.find(other => other.name.endsWith(name)) as ConvLayer;
    if (!layer.name.includes(pattern)) continue;
    const graph = alone(layer, rows);
    const compiled = compileAlone(graph, array);
    const { cycles, passes } = compiled;
    const before = performance.now();
    const count = await run(compiled);
    const { products, shape, tile } = passes.at(-1)!;
    const speed = Math.round((1000 * count) / (performance.now() - before));
    const share = (of: number): string => `${(100 * of).toFixed(1)}%`;
    lines.push([
      layer.name.replace('generator.', '').replace('dense_motion_network.hourglass.', ''),
      ...[shape.join('x'), tile!.join('x'), String(cycles), String(count)],
      ...[share(cycles / count), share(products / (count * array.rows * array.columns)), String(speed)],
    ]);
    process.stderr.write(`${lines.at(-1)!.join(' ')}\n`);
  }
  console.log(aligned(lines, 5));
}

await main();
