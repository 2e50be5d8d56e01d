import type { AcceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { encode, program } from '../../stdlib-engines/accelerator/isa/encode.js';
import type { Fields, Format } from '../../stdlib-engines/accelerator/isa/field.js';
import { end, formats } from '../../stdlib-engines/accelerator/isa/formats.js';
import type { IntegerGraph } from '../integer/network.js';
import { sizeOf } from './allocate.js';
import type { ConstantsBuilder } from './constants.js';
import { reportPasses } from './cycles/report.js';
import { simulateProgram } from './cycles/simulate.js';
import type { MemoryModel } from './cycles/times.js';
import type { CompiledGraph, Place } from './image.js';
import type { Buffer } from './pass/buffer.js';
import { type Lowered, motionsName, type StoredTensor } from './pass/lower.js';
import type { Instruction } from './schedule/op.js';
import { schedule } from './schedule/schedule.js';
import { synchronize } from './schedule/synchronize.js';

/** What the programs of a network have in common. */
export interface Context {
  readonly config: AcceleratorConfig;
  readonly constants: ConstantsBuilder;
  readonly placed: ReadonlyMap<Buffer, number>;
  readonly batch: number;
  readonly memory: MemoryModel;
}

/** A graph as a program, its constants behind those of others. */
export function compileGraph(graph: IntegerGraph, { passes, tensors }: Lowered, context: Context): CompiledGraph {
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
