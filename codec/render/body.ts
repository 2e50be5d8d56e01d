import { put, rise, scale } from './colour.js';
import type { Identity } from './identity.js';
import { type Light, ownNormal, shade } from './light.js';
import { grain } from './noise.js';
import type { Placement } from './placement.js';
import { type Lump, type Paint, type Solid, solid } from './solid.js';

type Triple = readonly [number, number, number];

/** Where the neckline is lowest, and how it rises to the sides. */
const necklines = {
  round: { depth: 1.34, across: (x: number) => 0.9 * x * x },
  vee: { depth: 1.66, across: (x: number) => 1.1 * x },
  collar: { depth: 1.48, across: (x: number) => 0.75 * x },
  jacket: { depth: 1.42, across: (x: number) => 0.7 * x },
} as const;

/** The y of the lowest point of the neckline, in the axes of the body. */
export const necklineDepth = ({ shirt }: Identity): number => necklines[shirt.neckline].depth;

/** Neck, shoulders and chest in the axes of the body, whose origin is where the middle of the head usually is. */
export function bodySolids(person: Identity, placement: Placement, neck: Placement, sun: Light): Solid[] {
  const { form, shirt, skin } = person;
  const line = necklines[shirt.neckline];
  const offset = person.seed % 57;

  const cloth = (x: number, y: number, below: number): number => {
    const weave = 0.94 + 0.12 * grain(34 * x + offset, 34 * y);
    const folds = 0.9 + 0.2 * grain(3 * x + offset, 1.7 * y + 3);
    const edge = below < 0.07 ? 0.78 : 1;
    return weave * folds * edge;
  };
  const second = (x: number, y: number, below: number): boolean => {
    if (shirt.neckline === 'jacket' && Math.abs(x) < 0.1 + 0.32 * rise(2.7, 1.5, y)) return true;
    if (shirt.neckline === 'collar' && below < 0.2) return true;
    const u = Math.floor(5 * x + 60);
    const v = Math.floor(5 * y);
    switch (shirt.pattern) {
      case 'plain':
        return false;
      case 'stripes':
        return v % 2 === 0;
      case 'bars':
        return u % 3 === 0;
      case 'checks':
        return (u + v) % 2 === 0;
      case 'knit':
        return grain(9 * x + offset, 9 * y) > 0.62;
    }
  };
  const paintFor =
    (lump: Lump): Paint =>
    (at, pixel) => {
      const below = at.y - line.depth + line.across(Math.abs(at.x));
      if (below < 0) {
        put(pixel, skin);
        scale(pixel, 0.9 + 0.08 * grain(8 * at.x + 9, 8 * at.y));
      } else {
        put(pixel, second(at.x, at.y, below) ? shirt.second : shirt.colour);
        scale(pixel, cloth(at.x, at.y, below));
        if (shirt.neckline !== 'round' && shirt.neckline !== 'vee' && Math.abs(at.x) < 0.022) scale(pixel, 0.6);
      }
      ownNormal(at, lump, placement);
      shade(at, sun, pixel);
    };
  const lump = (centre: Triple, radii: Triple): Solid =>
    solid(placement, { centre, radii }, paintFor({ centre, radii }));

  const throat: Lump = { centre: [0, 0.95, -0.15], radii: [0.4 * form.neck, 0.95, 0.4] };
  const throatPaint: Paint = (at, pixel) => {
    put(pixel, skin);
    // The head keeps the light from the upper part.
    scale(pixel, 0.62 + 0.3 * rise(0.75, 1.45, at.y));
    ownNormal(at, throat, neck);
    shade(at, sun, pixel);
  };
  return [
    solid(neck, throat, throatPaint),
    lump([0, 2.22, -0.15], [1.5 * form.shoulders, 1.02, 0.75]),
    lump([0, 1.66, -0.2], [0.85 * form.shoulders, 0.52, 0.52]),
  ];
}
