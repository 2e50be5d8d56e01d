import type { AcceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { CodecError } from '../error.js';
import { checkDecoder } from '../integer/check/decoder.js';
import { checkGraph } from '../integer/check/graph.js';
import type { IntegerGraph, IntegerNetwork } from '../integer/network.js';
import { align, allocate, sizeOf } from './allocate.js';
import { constantsBuilder } from './constants.js';
import { type MemoryModel, zynqMemory } from './cycles/times.js';
import { compileGraph } from './graph.js';
import type { CompiledGraph, CompiledNetwork } from './image.js';
import type { Buffer } from './pass/buffer.js';
import { lowerGraph, motionsName, type StoredTensor } from './pass/lower.js';

/** What to compile for, beside the accelerator. */
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

/** A graph by itself, as `compileNetwork` has it in a network. */
export interface CompiledAlone extends CompiledGraph, Pick<CompiledNetwork, 'constants' | 'workBytes'> {}

/**
 * Compiles one graph, which need not be part of a decoder: a layer, to see what it takes.
 *
 * @throws CodecError as `compileNetwork`
 */
export function compileAlone(
  graph: IntegerGraph,
  config: AcceleratorConfig,
  { batch = 1, keep = false, memory = zynqMemory }: CompileOptions = {},
): CompiledAlone {
  checkGraph(graph);
  const lowered = lowerGraph(graph, config);
  const placed = new Map<Buffer, number>();
  let start = 0;
  for (const name of [...Object.keys(graph.inputs), motionsName, ...Object.values(graph.outputs)]) {
    const buffer = lowered.tensors.get(name)?.buffer;
    if (!buffer || placed.has(buffer)) continue;
    placed.set(buffer, start);
    start += align(sizeOf(buffer, batch));
  }
  const workBytes = allocate(lowered.passes, placed, { start, batch, keep });
  const constants = constantsBuilder();
  const compiled = compileGraph(graph, lowered, { config, constants, placed, memory, batch });
  return { ...compiled, constants: constants.bytes(), workBytes };
}
