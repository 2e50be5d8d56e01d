import type { AcceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { encode, program } from '../../stdlib-engines/accelerator/isa/encode.js';
import type { Fields, Format } from '../../stdlib-engines/accelerator/isa/field.js';
import { end, formats } from '../../stdlib-engines/accelerator/isa/formats.js';
import { CodecError } from '../error.js';
import { checkDecoder } from '../integer/check/decoder.js';
import { checkGraph } from '../integer/check/graph.js';
import type { IntegerGraph, IntegerNetwork } from '../integer/network.js';
import { align, allocate, sizeOf } from './allocate.js';
import { type ConstantsBuilder, constantsBuilder } from './constants.js';
import { reportPasses } from './cycles/report.js';
import { simulateProgram } from './cycles/simulate.js';
import { type MemoryModel, zynqMemory } from './cycles/times.js';
import type { CompiledGraph, CompiledNetwork, Place } from './image.js';
import type { Buffer } from './pass/buffer.js';
import { type Lowered, lowerGraph, motionsName, type StoredTensor } from './pass/lower.js';
import type { Instruction } from './schedule/op.js';
import { schedule } from './schedule/schedule.js';
import { synchronize } from './schedule/synchronize.js';

export interface CompileOptions {
  /** Frames that a run of the frame program predicts, 1 to 64. Default: 1. */
  readonly batch?: number;
  /** What cycles are predicted for. Default: 1.6 GB/s at 150 MHz, and 40 cycles of latency. */
  readonly memory?: MemoryModel;
  /** No map is written over, so that all can be looked at afterwards; takes more memory. */
  readonly keep?: boolean;
}

/** More frames at a time take memory, and make nothing quicker. */
const mostFrames = 64;

/**
 * Compiles a quantized network for an accelerator: programs for its source graph and its frame graph, and what they read.
 *
 * @throws CodecError for a network that the accelerator cannot carry out: which layer, what it needs, what to change
 */
export function compileNetwork(
  network: IntegerNetwork,
  config: AcceleratorConfig,
  { batch = 1, keep = false, memory = zynqMemory }: CompileOptions = {},
): CompiledNetwork {
  const { source, frame, hash } = network;
  if (!Number.isInteger(batch) || batch < 1 || batch > mostFrames)
    throw new CodecError(`a batch of ${batch} frames`, `a run predicts 1 to ${mostFrames} frames`);
  checkDecoder(network);
  for (const graph of [source, frame]) checkGraph(graph);
  const [sources, frames] = [lowerGraph(source, config), lowerGraph(frame, config)];
  const placed = new Map<Buffer, number>();
  let start = 0;
  const place = ({ buffer }: StoredTensor, images: number): void => {
    if (placed.has(buffer)) return;
    placed.set(buffer, start);
    start += align(sizeOf(buffer, images));
  };
  // What software writes or reads, and what the programs hand on, stays where it is.
  for (const [name, from] of Object.entries(source.outputs)) {
    const given = sources.tensors.get(from)!;
    place(given, 1);
    const taken = frames.tensors.get(name);
    if (taken) placed.set(taken.buffer, placed.get(given.buffer)!);
  }
  for (const [lowered, graph] of [
    [sources, source],
    [frames, frame],
  ] as const) {
    for (const name of [...Object.keys(graph.inputs), motionsName, ...Object.values(graph.outputs)]) {
      const tensor = lowered.tensors.get(name);
      if (tensor) place(tensor, lowered === frames ? batch : 1);
    }
  }
  const ends = [sources, frames].map(({ passes }, i) =>
    allocate(passes, placed, { start, batch: i === 0 ? 1 : batch, keep }),
  );
  const workBytes = Math.max(...ends);
  const constants = constantsBuilder();
  const compiled = {
    source: compileGraph(source, sources, { config, constants, placed, memory, batch: 1 }),
    frame: compileGraph(frame, frames, { config, constants, placed, memory, batch }),
  };
  return { accelerator: config, hash, batch, constants: constants.bytes(), workBytes, ...compiled };
}

interface Context {
  readonly config: AcceleratorConfig;
  readonly constants: ConstantsBuilder;
  readonly placed: ReadonlyMap<Buffer, number>;
  readonly batch: number;
  readonly memory: MemoryModel;
}

function compileGraph(graph: IntegerGraph, { passes, tensors }: Lowered, context: Context): CompiledGraph {
  const { config, constants, placed, batch, memory } = context;
  const addressOf = (buffer: Buffer): number => placed.get(buffer)!;
  const { ops, plans } = schedule(passes, { config, batch, addressOf, constants });
  const same = (a: Buffer, b: Buffer): boolean =>
    addressOf(a) < addressOf(b) + sizeOf(b, batch) && addressOf(b) < addressOf(a) + sizeOf(a, batch);
  const instructions = synchronize(ops, same);
  const prediction = simulateProgram(instructions, config, memory);
  const places = new Map([...tensors].map(([name, tensor]) => [name, placeOf(tensor, addressOf(tensor.buffer))]));
  const pick = (names: Iterable<readonly [string, string]>): Record<string, Place> =>
    Object.fromEntries([...names].flatMap(([name, from]) => (places.has(from) ? [[name, places.get(from)!]] : [])));
  const inputs = [...Object.keys(graph.inputs), motionsName].map(name => [name, name] as const);
  return {
    name: graph.name,
    program: program([...instructions.map(encodeInstruction), encode(end, {})]),
    inputs: pick(inputs),
    outputs: pick(Object.entries(graph.outputs)),
    tensors: pick(graph.layers.map(({ name }) => [name, name])),
    passes: reportPasses(passes, plans, instructions, prediction, { config, batch, memory }),
    cycles: Math.round(prediction.cycles),
  };
}

const placeOf = ({ shape, type, buffer, layout }: StoredTensor, offset: number): Place => ({
  ...{ shape, type, offset, layout, bytes: buffer.bytes },
  imageStride: buffer.shared ? 0 : buffer.bytes,
});

const formatsByName = new Map<string, Format>(formats.map(format => [format.name, format]));

function encodeInstruction({ format, fields, wait, signal }: Instruction): Uint8Array {
  return encode<Fields>(formatsByName.get(format)!, fields, { wait, signal });
}
