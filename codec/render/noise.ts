import { uniform } from '../random.js';

const ease = (t: number): number => t * t * (3 - 2 * t);

/** Smooth noise over time in [-1, 1], one random value per unit of `t`, eased between them. */
export function drift(seed: number, t: number): number {
  const cell = Math.floor(t);
  const from = uniform(seed, cell);
  return 2 * (from + (uniform(seed, cell + 1) - from) * ease(t - cell)) - 1;
}

const side = 64;

/** One table for all textures: they differ by where and at which scale they read it. */
const table = Float64Array.from({ length: side * side }, (_, i) => uniform(0x7e57, i));

/** Smooth noise over the plane in [0, 1], one random value per unit, repeating after 64. */
export function grain(x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = ease(x - column);
  const v = ease(y - row);
  const left = column & (side - 1);
  const right = (column + 1) & (side - 1);
  const above = (row & (side - 1)) * side;
  const below = ((row + 1) & (side - 1)) * side;
  const a = table[above + left]!;
  const b = table[below + left]!;
  const top = a + (table[above + right]! - a) * u;
  const bottom = b + (table[below + right]! - b) * u;
  return top + (bottom - top) * v;
}
