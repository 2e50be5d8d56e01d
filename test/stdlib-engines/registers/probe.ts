import {
  asBits,
  type Bool,
  bool,
  type Circuit,
  fromBits,
  input,
  module,
  output,
  type PortTree,
  type UInt,
  uint,
  when,
} from '../../../dsl/index.js';
import { type AxiLiteSlave, axiLiteSlave, type RegisterMap, registerFile } from '../../../stdlib-engines/index.js';
import { type Values, wordsOf } from './model.js';

/** A field as `registerFile` gives it, whatever its kind. */
interface View {
  set(value: unknown): void;
  raise(bits: unknown): void;
  clear(bits: unknown): void;
}

/**
 * A register file all of whose fields the outside drives and sees: `hw_<field>` is what the hardware drives, raises or
 * clears, `en_<field>` when it sets a field that software writes, `see_<field>` its value.
 */
export function probe(map: RegisterMap, errors: boolean, name = 'probe'): Circuit {
  const fields = wordsOf(map).flatMap(word => word.fields);
  const words = wordsOf(map).map(word => word.name);
  const ports: PortTree = {
    s_axi: axiLiteSlave(map),
    ...Object.assign(
      {},
      ...fields.map(({ port, access, high, low }) => ({
        ...(access !== 'constant' && access !== 'pulse' && { [`hw_${port}`]: input(uint(high - low + 1)) }),
        ...((access === 'rw' || access === 'wo') && { [`en_${port}`]: input(bool) }),
        [`see_${port}`]: output(uint(high - low + 1)),
      })),
      ...words.map(word => ({ [`wr_${word}`]: output(bool), [`rd_${word}`]: output(bool) })),
    ),
  };
  return module(
    name,
    () => ports,
    ports => {
      const io = ports as Readonly<Record<string, unknown>>;
      const file = registerFile(io.s_axi as AxiLiteSlave, map, { errors });
      const [regs, written, read] = [file.regs, file.written, file.read].map(flat);
      const show = (port: string, value: unknown): void => (io[port] as View).set(value);
      for (const { name, fields } of wordsOf(map)) {
        show(`wr_${name}`, written![name]);
        show(`rd_${name}`, read![name]);
        for (const { port, access, type, name: key } of fields) {
          const view = (regs![name] as Record<string, View>)[key]!;
          const driven = (): unknown => fromBits(type, io[`hw_${port}`] as UInt);
          if (access === 'ro') view.set(driven());
          if (access === 'w1c' || access === 'rc') view.raise(driven());
          if (access === 'w1s') view.clear(driven());
          if (access === 'rw' || access === 'wo') when(io[`en_${port}`] as Bool, () => view.set(driven()));
          show(`see_${port}`, asBits(view as unknown as UInt));
        }
      }
    },
  )();
}

/** Registers by name; those of an array `name` are `name_0`, `name_1`. */
const flat = (tree: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([key, part]) =>
      Array.isArray(part) ? part.map((item, i) => [`${key}_${i}`, item]) : [[key, part]],
    ),
  );

/** Anything that runs the probe. */
export interface Running {
  write(values: Values): void;
  read(port: string): bigint;
  edge(): void;
}
