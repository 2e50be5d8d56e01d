import { hex, mix, put, scale } from './colour.js';
import { type Features, facePaint } from './face.js';
import type { Identity } from './identity.js';
import { type Light, ownNormal, setNormal, shade, shine } from './light.js';
import type { Pose } from './motion.js';
import type { Placement } from './placement.js';
import { type Lump, type Paint, type Solid, type Surface, solid } from './solid.js';

/** The ellipsoids of which a bare head is made, in its own axes: the skull is about 1 high from the middle up. */
export function lumps(
  { form }: Identity,
  { mouth }: Pose,
): Readonly<Record<'skull' | 'jaw' | 'bridge' | 'nose', Lump>> {
  const nose = 0.25 * form.noseLength;
  return {
    skull: { centre: [0, -0.18, -0.02], radii: [0.74 * form.width, 0.82, 0.84] },
    // An open mouth takes the jaw down and a little back.
    jaw: {
      centre: [0, 0.36 * form.chin + 0.075 * mouth, 0.13 - 0.02 * mouth],
      radii: [0.59 * form.jaw * form.width, 0.62 * form.chin, 0.65],
    },
    bridge: { centre: [0, 0.04, 0.7], radii: [0.085 * form.noseWidth, 0.3 * form.noseLength, 0.17] },
    nose: { centre: [0, nose, 0.76], radii: [0.125 * form.noseWidth, 0.105, 0.2] },
  };
}

/** The skin of the head: skull, jaw and nose with normals that flow into each other, and the ears. */
export function headSolids(person: Identity, pose: Pose, f: Features, placement: Placement, sun: Light): Solid[] {
  const forms = lumps(person, pose);
  const all = Object.values(forms);
  const face = facePaint(person, pose, f);
  const nostril = mix(person.skin, hex('#2a0f0c'), 0.75);

  /** The normal of the union: each ellipsoid counts more, the nearer the point is to its own surface. */
  const flowing = (at: Surface): void => {
    let x = 0;
    let y = 0;
    let z = 0;
    for (const { centre, radii } of all) {
      const u = (at.x - centre[0]) / radii[0];
      const v = (at.y - centre[1]) / radii[1];
      const w = (at.z - centre[2]) / radii[2];
      const beyond = Math.max(0, u * u + v * v + w * w - 1) + 0.06;
      const weight = 1 / (beyond * beyond);
      x += (weight * u) / radii[0];
      y += (weight * v) / radii[1];
      z += (weight * w) / radii[2];
    }
    setNormal(at, placement, x, y, z);
  };

  const skin: Paint = (at, pixel) => {
    face(at, pixel);
    flowing(at);
    shade(at, sun, pixel);
    shine(at, sun, 0.1, 4, pixel);
  };
  const { centre, radii } = forms.nose;
  const nose: Paint = (at, pixel) => {
    skin(at, pixel);
    const x = Math.abs(at.x) / radii[0] - 0.52;
    const y = (at.y - centre[1]) / radii[1] - 0.62;
    if (x * x + y * y * 1.5 < 0.07) put(pixel, nostril);
    else if (y > 0.1) scale(pixel, 0.9);
  };
  const ear = (side: number): Solid => {
    const lump: Lump = {
      centre: [side * 0.74 * person.form.width, 0.06, -0.12],
      radii: [0.13 * person.form.ears, 0.22 * person.form.ears, 0.15],
    };
    const paint: Paint = (at, pixel) => {
      put(pixel, person.skin);
      const u = (at.x - lump.centre[0]) / lump.radii[0];
      const v = (at.y - lump.centre[1]) / lump.radii[1];
      const hollow = (u - 0.1 * side) * (u - 0.1 * side) * 2 + v * v;
      scale(pixel, hollow < 0.3 ? 0.72 : 0.95);
      ownNormal(at, lump, placement);
      shade(at, sun, pixel);
    };
    return solid(placement, lump, paint);
  };
  return [
    solid(placement, forms.skull, skin),
    solid(placement, forms.jaw, skin),
    solid(placement, forms.bridge, skin),
    solid(placement, forms.nose, nose),
    ear(-1),
    ear(1),
  ];
}
