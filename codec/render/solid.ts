import type { Pixel } from './colour.js';
import type { Placement } from './placement.js';

/** What a paint is told of the point it paints: the local point on the form, and the normal in the picture's axes. */
export interface Surface {
  x: number;
  y: number;
  z: number;
  normalX: number;
  normalY: number;
  normalZ: number;
}

/** Gives the colour of a point of a solid, light included. */
export type Paint = (at: Surface, pixel: Pixel) => void;

/** True where a solid has no substance: the hair in front of the face. */
export type Cut = (x: number, y: number, z: number) => boolean;

/** An ellipsoid in the axes of its placement. */
export interface Lump {
  readonly centre: readonly [number, number, number];
  readonly radii: readonly [number, number, number];
}

/** An ellipsoid with the axes of its placement, ready to be met by rays along z. */
export interface Solid extends Lump {
  readonly paint: Paint;
  readonly cut: Cut | undefined;
  /** The part of the picture that it can cover. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /**
   * The ray through (X, Y, Z) in the coordinates where the solid is the unit ball: row i is the factors of X, Y, Z and
   * the constant.
   */
  readonly toBall: Float64Array;
}

export function solid(placement: Placement, { centre, radii }: Lump, paint: Paint, cut?: Cut): Solid {
  const { x, y, size, turn } = placement;
  const toBall = new Float64Array(12);
  for (let axis = 0; axis < 3; axis++) {
    const factor = 1 / (size * radii[axis]!);
    for (let from = 0; from < 3; from++) toBall[4 * axis + from] = turn[3 * from + axis]! * factor;
    toBall[4 * axis + 3] = -(toBall[4 * axis]! * x + toBall[4 * axis + 1]! * y) - centre[axis]! / radii[axis]!;
  }
  const middle = (row: number): number =>
    size * (turn[3 * row]! * centre[0] + turn[3 * row + 1]! * centre[1] + turn[3 * row + 2]! * centre[2]);
  const reach = (row: number): number => {
    const a = turn[3 * row]! * radii[0];
    const b = turn[3 * row + 1]! * radii[1];
    const c = turn[3 * row + 2]! * radii[2];
    return size * Math.sqrt(a * a + b * b + c * c);
  };
  return {
    centre,
    radii,
    paint,
    cut,
    left: x + middle(0) - reach(0),
    right: x + middle(0) + reach(0),
    top: y + middle(1) - reach(1),
    bottom: y + middle(1) + reach(1),
    toBall,
  };
}

/**
 * The z of the point of a solid nearest to the viewer at (x, y), or -Infinity where it is not seen. `surface` gets the
 * local point then.
 */
export function meet({ toBall: m, centre, radii, cut }: Solid, x: number, y: number, surface: Surface): number {
  const ax = m[0]! * x + m[1]! * y + m[3]!;
  const ay = m[4]! * x + m[5]! * y + m[7]!;
  const az = m[8]! * x + m[9]! * y + m[11]!;
  const dx = m[2]!;
  const dy = m[6]!;
  const dz = m[10]!;
  const a = dx * dx + dy * dy + dz * dz;
  const b = ax * dx + ay * dy + az * dz;
  const inside = b * b - a * (ax * ax + ay * ay + az * az - 1);
  if (inside <= 0) return Number.NEGATIVE_INFINITY;
  const z = (Math.sqrt(inside) - b) / a;
  const px = (ax + z * dx) * radii[0] + centre[0];
  const py = (ay + z * dy) * radii[1] + centre[1];
  const pz = (az + z * dz) * radii[2] + centre[2];
  if (cut?.(px, py, pz)) return Number.NEGATIVE_INFINITY;
  surface.x = px;
  surface.y = py;
  surface.z = pz;
  return z;
}
