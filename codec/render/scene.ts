import { bodySolids } from './body.js';
import { type Features, features } from './face.js';
import { hairSolids } from './hair.js';
import { headSolids } from './head.js';
import type { Identity } from './identity.js';
import { light } from './light.js';
import type { Pose } from './motion.js';
import { type Placement, place } from './placement.js';
import type { Solid } from './solid.js';

/** A person in one pose: what there is to be seen, and where the parts stand. */
export interface Scene {
  readonly head: Placement;
  readonly body: Placement;
  readonly features: Features;
  readonly solids: readonly Solid[];
}

/** Half the height of an average head, in half pictures. */
const headSize = 0.55;

export function scene(person: Identity, pose: Pose): Scene {
  const size = headSize * pose.scale;
  const x = pose.x;
  const y = pose.y - 0.13;
  const body = place(x, y, size, 0.2 * pose.yaw, 0, 0.1 * pose.roll);
  // A head turns about the top of the neck, which is below its middle: nodding and tilting move it.
  const head = place(
    x + pose.lean + 0.9 * size * pose.roll,
    y + 0.25 * size * pose.pitch,
    size,
    pose.yaw,
    pose.pitch,
    pose.roll,
  );
  const neck = place((x + head.x) / 2, y, size, 0.5 * pose.yaw, 0, 0.6 * pose.roll);
  const f = features(person, pose);
  const sun = light(person.light, person.ambient);
  return {
    head,
    body,
    features: f,
    solids: [
      ...headSolids(person, pose, f, head, sun),
      ...hairSolids(person, head, sun),
      ...bodySolids(person, body, neck, sun),
    ],
  };
}
