import { uniform } from '../random.js';
import { type Colour, hill, mix, rise } from './colour.js';
import type { Identity } from './identity.js';
import { grain } from './noise.js';

const darker = ([r, g, b]: Colour, factor: number): Colour => [r * factor, g * factor, b * factor];

/** The colour behind the person at (x, y), both -1..1. */
export function backdropAt({ backdrop, seed }: Identity, x: number, y: number): Colour {
  const [first, second, third] = backdrop.colours;
  const at = (index: number): number => uniform(seed ^ 0x5bd1, index);
  const wall = darker(
    mix(first, second, rise(-1.2, 1.2, y + 0.5 * (at(0) - 0.5) * x)),
    0.97 + 0.06 * grain(14 * x + 30, 14 * y + 30),
  );
  switch (backdrop.kind) {
    case 'gradient':
      return mix(wall, third, 0.45 * hill((x - at(1) + 0.5) * (x - at(1) + 0.5) + (y + at(2)) * (y + at(2)), 0.6));
    case 'lights': {
      let colour = darker(wall, 0.6);
      for (let i = 0; i < 9; i++) {
        const dx = x - 2.4 * at(3 * i + 1) + 1.2;
        const dy = y - 2 * at(3 * i + 2) + 1.2;
        const radius = 0.1 + 0.2 * at(3 * i + 3);
        colour = mix(
          colour,
          i % 2 === 0 ? third : second,
          0.75 * rise(radius, 0.75 * radius, Math.sqrt(dx * dx + dy * dy)),
        );
      }
      return colour;
    }
    case 'window': {
      const u = (x - (at(1) < 0.5 ? -0.65 : 0.65)) / 0.42;
      const v = (y + 0.35) / 0.55;
      const frame = Math.max(Math.abs(u), Math.abs(v));
      if (frame > 1.12) return wall;
      if (frame > 1 || Math.abs(u) < 0.06 || Math.abs(v) < 0.05) return darker(third, 0.75);
      return mix([0.86, 0.92, 0.97], [0.55, 0.68, 0.55], rise(-0.1, 0.6, v + 0.5 * grain(3 * u + 9, 2)));
    }
    case 'shelves': {
      const row = Math.floor((y + 1) * 2.2);
      const within = (y + 1) * 2.2 - row;
      if (within > 0.9) return darker(first, 0.55);
      const book = Math.floor((x + 1.5) * (7 + 3 * at(row + 1)));
      const height = 0.25 + 0.35 * at(100 * row + book + 40);
      if (within < height * 0.6) return darker(first, 0.35);
      const cover = at(1000 + 100 * row + book);
      return darker(cover < 0.33 ? first : cover < 0.67 ? second : third, 0.65 + 0.4 * at(2000 + 100 * row + book));
    }
    case 'hills': {
      let colour: Colour = mix([0.8, 0.88, 0.95], first, 0.3);
      for (let i = 0; i < 3; i++) {
        const ridge = -0.35 + 0.38 * i - 0.4 * (grain(1.6 * x + 20 * at(i + 1) + 3, i) - 0.5);
        colour = mix(colour, darker(mix(first, second, i / 2), 0.95 - 0.15 * i), rise(ridge, ridge + 0.03, y));
      }
      return darker(colour, 0.97 + 0.06 * grain(21 * x + 40, 21 * y + 40));
    }
    case 'plaster':
      return darker(wall, 0.85 + 0.18 * grain(5 * x + 11, 5 * y + 11) + 0.1 * grain(19 * x + 31, 19 * y + 31));
  }
}
