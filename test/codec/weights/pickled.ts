import { zipSync } from 'fflate';

/** A program of the pickle machine, in pieces. */
export type Program = readonly number[];

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const u32 = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255];

export const text = (value: string): Program => [0x58, ...u32(utf8(value).length), ...utf8(value)];
export const int = (value: number): Program => [0x4a, ...u32(value)];
export const global = (module: string, name: string): Program => [0x63, ...utf8(`${module}\n${name}\n`)];
export const tuple = (...items: readonly Program[]): Program => [0x28, ...items.flat(), 0x74];
export const dict = (entries: Readonly<Record<string, Program>>): Program => [
  0x7d,
  0x28,
  ...Object.entries(entries).flatMap(([key, value]) => [...text(key), ...value]),
  0x75,
];
/** A call. */
export const reduce = (callee: Program, args: Program): Program => [...callee, ...args, 0x52];

export const storage = (key: string, length: number, kind = 'FloatStorage'): Program => [
  ...tuple(text('storage'), global('torch', kind), text(key), text('cpu'), int(length)),
  0x51,
];

/** A tensor as PyTorch describes one; by default all of a storage. */
export const stored = (
  from: Program,
  { offset = 0, shape, strides }: { offset?: number; shape: readonly number[]; strides: readonly number[] },
): Program =>
  reduce(
    global('torch._utils', '_rebuild_tensor_v2'),
    tuple(from, int(offset), tuple(...shape.map(int)), tuple(...strides.map(int)), [0x89], [0x7d]),
  );

/** A tensor that is all of a storage. */
export const whole = (key: string, shape: readonly number[], length: number): Program =>
  stored(storage(key, length), {
    shape,
    strides: shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1)),
  });

/** The bytes of a pickle. */
export const pickle = (...program: readonly Program[]): Uint8Array =>
  Uint8Array.from([0x80, 2, ...program.flat(), 0x2e]);

/** A checkpoint of that description, with storages by their keys; packed on demand, which PyTorch never does. */
export const checkpoint = (
  description: Uint8Array,
  storages: Readonly<Record<string, Uint8Array>> = {},
  level: 0 | 9 = 0,
): Uint8Array =>
  zipSync(
    {
      'archive/data.pkl': description,
      ...Object.fromEntries(Object.entries(storages).map(([key, bytes]) => [`archive/data/${key}`, bytes])),
    },
    { level },
  );

/** The bytes of floats. */
export const floats = (...values: readonly number[]): Uint8Array => new Uint8Array(new Float32Array(values).buffer);
