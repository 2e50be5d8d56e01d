import {
  type Arr,
  bit,
  type i8,
  type i16,
  type i32,
  type i40,
  type i64,
  kernel,
  range,
  type u8,
  type u32,
  unroll,
  i64 as wide64,
  u32 as word,
  wrap,
} from 'grace-hdl';
import { median } from './median.js';

/**
 * What calling a kernel costs, beside the function as it was written: the checks of its arguments, numbers that are
 * exact, and bigints beyond 53 bits.
 * `node --conditions=grace-source --import tsx --import ./dsl/name/register.ts bench/kernels-native.ts`
 */
const dot = kernel((x: Arr<i8, 64>, w: Arr<i8, 64>) => {
  let acc = 0;
  for (const i of range(64)) acc += x[i]! * w[i]!;
  return acc;
});
const clamp = kernel((x: i16): u8 => (x > 255 ? 255 : x < 0 ? 0 : x));
const crc = kernel((x: u32): u32 => {
  let rest: number = x;
  for (const _ of unroll(32)) rest = (rest >> 1) ^ (bit(rest, 0) === 1 ? 0xedb88320 : 0);
  return wrap(rest, word);
});
const blend40 = kernel((a: i40, b: i40, k: u8) => a + (((b - a) * k) >> 8));
const blend64 = kernel((a: i64, b: i64, k: u8): i64 => wrap(a + (((b - a) * k) >> 8), wide64));
const mac32 = kernel((a: i32, b: i32, c: i64): i64 => wrap(a * b + c, wide64));

const bytes = Int8Array.from({ length: 64 }, (_, i) => (i * 37) % 256);
const calls: readonly (readonly [name: string, native: (i: number) => unknown, plain: (i: number) => unknown])[] = [
  ['64 products of i8', () => dot(bytes, bytes), () => dot.plain(bytes as never, bytes as never)],
  ['clamp of an i16', i => clamp((i % 60000) - 30000), i => clamp.plain((i % 60000) - 30000)],
  ['CRC step, 32 times', i => crc(i), i => crc.plain(i)],
  ['blend in 40 bits', i => blend40(i * 1e5, -i, i & 255), i => blend40.plain(i * 1e5, -i, i & 255)],
  ['blend in 64 bits', i => blend64(i * 1e6, -i, i & 255), i => blend64.plain(i * 1e6, -i, i & 255)],
  [
    'the same, given bigints',
    i => blend64(BigInt(i) << 30n, -5n, i & 255),
    i => blend64.plain(i * 2 ** 30, -5, i & 255),
  ],
  ['32 x 32 + 64 bits', i => mac32(i, -i, i), i => mac32.plain(i, -i, i)],
];

let sink: unknown;
const time = (call: (i: number) => unknown, count: number): number => {
  const start = performance.now();
  for (let i = 0; i < count; i++) sink = call(i);
  return ((performance.now() - start) * 1e6) / count;
};

console.log(`${'kernel'.padEnd(26)}${'called'.padStart(10)}${'as written'.padStart(12)}${'ratio'.padStart(8)}`);
for (const [name, native, plain] of calls) {
  const count = 20_000;
  for (const call of [native, plain]) time(call, count);
  const runs = Array.from({ length: 15 }, () => [time(native, count), time(plain, count)] as const);
  const [a, b] = [0, 1].map(k => median(runs.map(run => run[k]!))) as [number, number];
  const ratio = median(runs.map(([x, y]) => x / y));
  console.log(
    `${name.padEnd(26)}${`${a.toFixed(0)} ns`.padStart(10)}${`${b.toFixed(0)} ns`.padStart(12)}${ratio.toFixed(1).padStart(8)}`,
  );
}
if (sink === undefined) throw new Error('nothing was computed');
