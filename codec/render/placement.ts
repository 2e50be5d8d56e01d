/**
 * Where a rigid body stands in the picture: `world = at + size * turn * local`. Axes are x right, y down, z to the
 * viewer; the picture spans -1..1 between its edges, and is seen from infinitely far.
 */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** A rotation, row by row. */
  readonly turn: Float64Array;
}

/** Cosine and sine from the tangent of half the angle: rational, so that every machine gets the same bits. */
const turnOf = (half: number): readonly [cos: number, sin: number] => {
  const square = half * half;
  return [(1 - square) / (1 + square), (2 * half) / (1 + square)];
};

/**
 * A placement turned by yaw first, then pitch, then roll, each given as the tangent of half its angle: to the right,
 * down, clockwise.
 */
export function place(x: number, y: number, size: number, yaw: number, pitch: number, roll: number): Placement {
  const [cy, sy] = turnOf(yaw);
  const [cp, sp] = turnOf(pitch);
  const [cr, sr] = turnOf(roll);
  // Columns of pitch * yaw, then turned within the picture.
  const columns = [
    [cy, -sp * sy, -cp * sy],
    [0, cp, -sp],
    [sy, sp * cy, cp * cy],
  ] as const;
  const turn = new Float64Array(9);
  columns.forEach(([px, py, pz], column) => {
    turn[column] = cr * px - sr * py;
    turn[3 + column] = sr * px + cr * py;
    turn[6 + column] = pz;
  });
  return { x, y, size, turn };
}

/** A local point in the picture. */
export function project(
  { x, y, size, turn }: Placement,
  px: number,
  py: number,
  pz: number,
): [x: number, y: number, z: number] {
  return [
    x + size * (turn[0]! * px + turn[1]! * py + turn[2]! * pz),
    y + size * (turn[3]! * px + turn[4]! * py + turn[5]! * pz),
    size * (turn[6]! * px + turn[7]! * py + turn[8]! * pz),
  ];
}
