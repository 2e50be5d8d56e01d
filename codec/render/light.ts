import type { Pixel } from './colour.js';
import { scale } from './colour.js';
import type { Placement } from './placement.js';
import type { Lump, Surface } from './solid.js';

export interface Light {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly ambient: number;
}

export function light([x, y, z]: readonly [number, number, number], ambient: number): Light {
  const length = Math.sqrt(x * x + y * y + z * z);
  return { x: x / length, y: y / length, z: z / length, ambient };
}

/** Turns a local direction into the picture's axes, with length 1, and leaves it in the surface. */
export function setNormal(at: Surface, { turn }: Placement, x: number, y: number, z: number): void {
  const length = 1 / Math.sqrt(x * x + y * y + z * z);
  at.normalX = (turn[0]! * x + turn[1]! * y + turn[2]! * z) * length;
  at.normalY = (turn[3]! * x + turn[4]! * y + turn[5]! * z) * length;
  at.normalZ = (turn[6]! * x + turn[7]! * y + turn[8]! * z) * length;
}

/** The normal of an ellipsoid. */
export function ownNormal(at: Surface, { centre, radii }: Lump, placement: Placement): void {
  const [cx, cy, cz] = centre;
  const [rx, ry, rz] = radii;
  setNormal(at, placement, (at.x - cx) / (rx * rx), (at.y - cy) / (ry * ry), (at.z - cz) / (rz * rz));
}

/** Soft light: half Lambert, so that the dark side keeps its form; and darker where a form turns away from the viewer. */
export function shade(at: Surface, { x, y, z, ambient }: Light, pixel: Pixel): void {
  const half = 0.5 + 0.5 * (at.normalX * x + at.normalY * y + at.normalZ * z);
  const rim = 0.82 + 0.18 * Math.min(1, 1.8 * Math.max(0, at.normalZ));
  scale(pixel, (ambient + (1.12 - ambient) * half * half) * rim);
}

/** Adds a highlight; `sharpness` is how often its square is taken. */
export function shine(at: Surface, { x, y, z }: Light, strength: number, sharpness: number, pixel: Pixel): void {
  // Blinn: the normal against the direction half way between light and viewer.
  const length = Math.sqrt(2 + 2 * z);
  let value = Math.max(0, (at.normalX * x + at.normalY * y + at.normalZ * (z + 1)) / length);
  for (let i = 0; i < sharpness; i++) value *= value;
  for (let i = 0; i < 3; i++) pixel[i]! += strength * value;
}
