import { draws } from '../random.js';
import { type Colour, hex, mix } from './colour.js';

const hairStyles = ['bald', 'short', 'fringe', 'parted', 'long', 'bun', 'curls'] as const;
const necklines = ['round', 'vee', 'collar', 'jacket'] as const;
const patterns = ['plain', 'stripes', 'bars', 'checks', 'knit'] as const;
const backdrops = ['gradient', 'lights', 'window', 'shelves', 'hills', 'plaster'] as const;

/**
 * Everything that stays the same while a person is seen: form, colours, clothes, light and what stands behind. Lengths
 * are in heights of half a head; 1 is the average of a factor.
 */
export interface Identity {
  readonly seed: number;
  readonly form: {
    readonly width: number;
    readonly jaw: number;
    readonly chin: number;
    readonly eyeSize: number;
    readonly eyeDistance: number;
    readonly eyeHeight: number;
    readonly noseWidth: number;
    readonly noseLength: number;
    readonly mouthWidth: number;
    readonly mouthHeight: number;
    readonly lips: number;
    readonly browThickness: number;
    readonly ears: number;
    readonly neck: number;
    readonly shoulders: number;
  };
  readonly skin: Colour;
  readonly lip: Colour;
  readonly iris: Colour;
  readonly freckles: number;
  readonly beard: number;
  readonly hair: { readonly style: (typeof hairStyles)[number]; readonly colour: Colour; readonly line: number };
  readonly glasses: { readonly colour: Colour; readonly round: boolean } | undefined;
  readonly shirt: {
    readonly colour: Colour;
    readonly second: Colour;
    readonly neckline: (typeof necklines)[number];
    readonly pattern: (typeof patterns)[number];
  };
  readonly backdrop: {
    readonly kind: (typeof backdrops)[number];
    readonly colours: readonly [Colour, Colour, Colour];
  };
  /** Towards the light, not normalised: x right, y down, z to the viewer. */
  readonly light: readonly [number, number, number];
  /** Light from everywhere, as a share of all light. */
  readonly ambient: number;
}

const skins = ['#f6d7c3', '#efc4a6', '#e3ab86', '#cf9168', '#b57848', '#95603a', '#74462b', '#573322'].map(hex);
const hairs = ['#1b1614', '#2f2019', '#4f3221', '#7a4a25', '#a8702f', '#d3a953', '#9c3b1c', '#8d8b89', '#c9c6c2'].map(
  hex,
);
const irises = ['#3a2413', '#5a3a1c', '#3f6a3a', '#3d6f9e', '#6b8796'].map(hex);
const cloths = ['#20344f', '#8d2c33', '#35664b', '#d8d4ca', '#2a2a2e', '#4b77b5', '#c98a2b', '#6d4a83', '#b9c7d6'].map(
  hex,
);
const walls = ['#9fb4c4', '#c9b79a', '#7d8f7a', '#5c6675', '#d7d2c8', '#86627a', '#3f5563', '#b5876b', '#e3c9a8'].map(
  hex,
);

/** A person of one's own for each seed, always the same. */
export function identity(seed: number): Identity {
  const { between, chance, of } = draws(seed);
  const skin = mix(of(skins), of(skins), between(0, 0.35));
  const hairColour = mix(of(hairs), of(hairs), between(0, 0.2));
  const style = of(hairStyles);
  return {
    seed,
    form: {
      width: between(0.9, 1.08),
      jaw: between(0.86, 1.12),
      chin: between(0.93, 1.07),
      eyeSize: between(0.88, 1.15),
      eyeDistance: between(0.92, 1.08),
      eyeHeight: between(-0.04, 0.04),
      noseWidth: between(0.8, 1.3),
      noseLength: between(0.85, 1.15),
      mouthWidth: between(0.85, 1.2),
      mouthHeight: between(-0.03, 0.03),
      lips: between(0.7, 1.35),
      browThickness: between(0.7, 1.5),
      ears: between(0.85, 1.15),
      neck: between(0.85, 1.15),
      shoulders: between(0.88, 1.15),
    },
    skin,
    lip: mix(skin, hex('#b3303a'), between(0.35, 0.6)),
    iris: of(irises),
    freckles: chance(0.3) ? between(0.2, 0.45) : 0,
    beard: style !== 'long' && style !== 'bun' && chance(0.35) ? between(0.25, 0.85) : 0,
    hair: { style, colour: hairColour, line: between(-0.06, 0.06) },
    glasses: chance(0.22)
      ? { colour: of(['#1c1c20', '#5b3219', '#7d7f86', '#7a1f2b'].map(hex)), round: chance(0.5) }
      : undefined,
    shirt: { colour: of(cloths), second: of(cloths), neckline: of(necklines), pattern: of(patterns) },
    backdrop: { kind: of(backdrops), colours: [of(walls), of(walls), of(walls)] },
    light: [between(-0.9, 0.9), between(-0.9, -0.25), between(0.6, 1.2)],
    ambient: between(0.35, 0.55),
  };
}
