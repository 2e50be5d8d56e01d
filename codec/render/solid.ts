import type { Pixel } from './colour.js';
import type { Placement } from './placement.js';

/**
 * A point that is seen: where it is on the form in local axes, how near to the viewer, and the normal in the picture's
 * axes, which the paint sets. One that is filled again and again: the doubles within an object cost no allocation.
 */
export interface Surface {
  depth: number;
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
export type Cut = (at: Surface) => boolean;

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
 * Whether a solid is seen at (x, y), nearer to the viewer than `beyond`; `surface` gets the point then. Nothing but that
 * is returned, because a double that leaves a function is an allocation.
 */
export function meet(
  { toBall: m, centre, radii, cut }: Solid,
  x: number,
  y: number,
  beyond: Surface,
  surface: Surface,
): boolean {
  const ax = m[0]! * x + m[1]! * y + m[3]!;
  const ay = m[4]! * x + m[5]! * y + m[7]!;
  const az = m[8]! * x + m[9]! * y + m[11]!;
  const dx = m[2]!;
  const dy = m[6]!;
  const dz = m[10]!;
  const a = dx * dx + dy * dy + dz * dz;
  const b = ax * dx + ay * dy + az * dz;
  const inside = b * b - a * (ax * ax + ay * ay + az * az - 1);
  if (inside <= 0) return false;
  const z = (Math.sqrt(inside) - b) / a;
  if (z <= beyond.depth) return false;
  surface.depth = z;
  surface.x = (ax + z * dx) * radii[0] + centre[0];
  surface.y = (ay + z * dy) * radii[1] + centre[1];
  surface.z = (az + z * dz) * radii[2] + centre[2];
  return !cut?.(surface);
}
