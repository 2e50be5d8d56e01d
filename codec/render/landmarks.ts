import { type Tensor, tensor } from '../tensor/tensor.js';
import { necklineDepth } from './body.js';
import { lumps } from './head.js';
import type { Identity } from './identity.js';
import type { Pose } from './motion.js';
import { type Placement, project } from './placement.js';
import type { Scene } from './scene.js';
import type { Lump } from './solid.js';

/**
 * What the points of `landmarks` are, in order; left and right are the picture's. Chosen so that moving the parts of a
 * picture along describes it: turning moves the nose against the sides, nodding against the chin; a lid, the corners of
 * the mouth and the lower lip move with blinking and speech; the collar stays with the shoulders. The upper lip is left
 * out because it moves with the nose.
 */
export const landmarkNames = Object.freeze([
  'chin',
  'nose tip',
  'left upper lid',
  'right upper lid',
  'left corner of the mouth',
  'right corner of the mouth',
  'lower lip',
  'left side of the head',
  'right side of the head',
  'collar',
] as const);

type Point = readonly [x: number, y: number];

/** The point of an ellipsoid's outline that is farthest along a local axis as it is seen. */
function farthest(placement: Placement, { centre, radii }: Lump, axis: 0 | 1, sign: number): Point {
  const { turn, size } = placement;
  const alongX = sign * turn[axis]!;
  const alongY = sign * turn[3 + axis]!;
  // The farthest point of the unit ball's image under M = turn * radii, in direction d, is M M' d / |M' d|.
  const reach = radii.map((radius, i) => radius * (turn[i]! * alongX + turn[3 + i]! * alongY));
  const length = Math.sqrt(reach.reduce((sum, value) => sum + value * value, 0));
  const [x, y] = project(placement, centre[0], centre[1], centre[2]);
  const offset = (row: number): number =>
    reach.reduce((sum, value, i) => sum + (turn[3 * row + i]! * radii[i]! * value) / length, 0);
  return [x + size * offset(0), y + size * offset(1)];
}

/** The z of the front of an ellipsoid over (x, y), or far behind where there is none. */
function front({ centre, radii }: Lump, x: number, y: number): number {
  const u = (x - centre[0]) / radii[0];
  const v = (y - centre[1]) / radii[1];
  const rest = 1 - u * u - v * v;
  return rest < 0 ? Number.NEGATIVE_INFINITY : centre[2] + radii[2] * Math.sqrt(rest);
}

/**
 * The landmarks of a scene, `[10, 2]` as `landmarkNames` lists them: x before y, where the middle of pixel i of a
 * picture of `size` is at `2 i / (size - 1) - 1`. A point may be hidden, or outside the picture.
 */
export function landmarks(person: Identity, pose: Pose, { head, body, features: f }: Scene, size: number): Tensor {
  const { skull, jaw, nose } = lumps(person, pose);
  const onFace = (x: number, y: number): Point => {
    const [px, py] = project(head, x, y, Math.max(front(skull, x, y), front(jaw, x, y)));
    return [px, py];
  };
  const cornerY = f.mouthY - 0.7 * f.cornerUp;
  const lipY = f.mouthY + 0.3 * f.cornerUp + f.openDown + 0.5 * f.lipDown;
  const [noseX, noseY] = project(head, nose.centre[0], nose.centre[1], nose.centre[2] + nose.radii[2]);
  const [collarX, collarY] = project(body, 0, necklineDepth(person), 0.3);
  const points: readonly Point[] = [
    farthest(head, jaw, 1, 1),
    [noseX, noseY],
    onFace(-f.eyeX, f.eyeY - f.lidUp),
    onFace(f.eyeX, f.eyeY - f.lidUp),
    onFace(-f.mouthHalf, cornerY),
    onFace(f.mouthHalf, cornerY),
    onFace(0, lipY),
    farthest(head, skull, 0, -1),
    farthest(head, skull, 0, 1),
    [collarX, collarY],
  ];
  // The renderer counts from edge to edge of the picture, keypoints from the middle of the first pixel to that of the last.
  return tensor(
    [points.length, 2],
    Float32Array.from(points.flat(), value => (value * size) / (size - 1)),
  );
}
