import { put, rise, scale } from './colour.js';
import type { Identity } from './identity.js';
import { type Light, ownNormal, shade, shine } from './light.js';
import { grain } from './noise.js';
import type { Placement } from './placement.js';
import { type Cut, type Lump, type Paint, type Solid, solid } from './solid.js';

type Triple = readonly [number, number, number];

/** How far down hair reaches at the front, the sides and the back, and how thick it lies. */
const cuts = {
  bald: { front: -0.5, side: -0.05, back: 0.3, thick: 1.012 },
  short: { front: -0.46, side: 0.06, back: 0.45, thick: 1.07 },
  fringe: { front: -0.3, side: 0.18, back: 0.5, thick: 1.1 },
  parted: { front: -0.42, side: 0.1, back: 0.5, thick: 1.12 },
  long: { front: -0.42, side: 0.75, back: 1.2, thick: 1.1 },
  bun: { front: -0.5, side: 0.02, back: 0.45, thick: 1.05 },
  curls: { front: -0.36, side: 0.25, back: 0.6, thick: 1.26 },
} as const;

/** The hair: a cap around the skull, cut off at the hairline, and what a style has beside it. */
export function hairSolids(person: Identity, placement: Placement, sun: Light): Solid[] {
  const { hair, form, seed } = person;
  const style = cuts[hair.style];
  const curly = hair.style === 'curls';
  const centre: Triple = [0, -0.18, -0.04];
  const radii: Triple = [0.74 * form.width * style.thick, 0.82 * style.thick, 0.84 * style.thick];
  const parting = seed % 2 === 0 ? 1 : -1;
  const offset = seed % 61;

  const gone: Cut = ({ x, y, z }) => {
    // 1 at the very front, 0 at the side, -1 at the back.
    const facing = z / (Math.abs(x) + Math.abs(z));
    const limit =
      facing > 0
        ? style.side + (style.front + hair.line - style.side) * rise(0.08, 0.5, facing)
        : style.side + (style.back - style.side) * rise(0.05, 0.5, -facing);
    const ragged = (hair.style === 'fringe' ? 0.1 : 0.05) * (grain(11 * x + offset, 3 * z + 7) - 0.5);
    const slant = hair.style === 'parted' && facing > 0 ? 0.16 * rise(-0.5, 0.5, x * parting) - 0.06 : 0;
    return y > limit + ragged + slant;
  };

  const strands = (at: { x: number; y: number; z: number }): number =>
    curly
      ? 0.6 + 0.4 * grain(8 * at.x + offset, 8 * at.y + 8 * at.z) + 0.35 * grain(19 * at.x, 19 * at.y - 19 * at.z)
      : 0.68 + 0.34 * grain(17 * at.x + offset, 2.2 * at.y + 9 * at.z) + 0.2 * grain(41 * at.x, 4 * at.y + 19 * at.z);

  const paintFor =
    (lump: Lump): Paint =>
    (at, pixel) => {
      put(pixel, hair.colour);
      const strand = strands(at);
      scale(pixel, hair.style === 'bald' ? 1 + 0.2 * grain(30 * at.x, 30 * at.y) : strand);
      ownNormal(at, lump, placement);
      shade(at, sun, pixel);
      shine(at, sun, curly ? 0.05 : 0.22 * (strand - 0.5), 3, pixel);
    };
  const lump = (centre: Triple, radii: Triple, cut?: Cut): Solid =>
    solid(placement, { centre, radii }, paintFor({ centre, radii }), cut);

  const solids = [lump(centre, radii, gone)];
  if (hair.style === 'bun') solids.push(lump([0, -1.08, -0.25], [0.3, 0.27, 0.3]));
  if (hair.style === 'long')
    solids.push(
      lump([0, 0.35, -0.5], [0.88 * form.width, 1.15, 0.42]),
      lump([-0.72 * form.width, 0.42, -0.22], [0.2, 0.9, 0.36]),
      lump([0.72 * form.width, 0.42, -0.22], [0.2, 0.9, 0.36]),
    );
  return solids;
}
