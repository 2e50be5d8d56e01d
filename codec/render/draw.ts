import type { Picture } from '../video/picture.js';
import { backdropAt } from './backdrop.js';
import type { Identity } from './identity.js';
import type { Scene } from './scene.js';
import { meet, type Solid, type Surface } from './solid.js';

/**
 * Where a pixel is looked at, in pixels from its corner, x and y in turn: eight rooks that do not threaten each other, so
 * that an edge which is nearly upright or level still gets nine shades. The first four are spread over the pixel too.
 */
const samples = Float64Array.from([0, 0, 2, 6, 4, 4, 6, 2, 1, 3, 3, 1, 5, 7, 7, 5], step => (step + 0.5) / 8);

/** A pixel whose first four samples are of one solid and differ by less is not looked at closer. */
const even = 0.08;

/** The backdrop of a clip, `size * size` colours: it does not move, and is drawn once. */
export function drawBackdrop(person: Identity, size: number): Float32Array {
  const colours = new Float32Array(3 * size * size);
  let at = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let [red, green, blue] = [0, 0, 0];
      for (let i = 0; i < samples.length; i += 2) {
        const [r, g, b] = backdropAt(
          person,
          (2 * (column + samples[i]!)) / size - 1,
          (2 * (row + samples[i + 1]!)) / size - 1,
        );
        red += r;
        green += g;
        blue += b;
      }
      for (const sum of [red, green, blue]) colours[at++] = (2 * sum) / samples.length;
    }
  return colours;
}

const byte = (value: number): number => Math.max(0, Math.min(255, Math.floor(255 * value + 0.5)));

/** Draws a scene in front of a backdrop of the same size. */
export function draw({ solids }: Scene, backdrop: Float32Array, size: number): Picture {
  const rgb = new Uint8Array(3 * size * size);
  const pixel = new Float64Array(3);
  let nearest: Surface = { depth: 0, x: 0, y: 0, z: 0, normalX: 0, normalY: 0, normalZ: 1 };
  let spare: Surface = { ...nearest };
  const step = 2 / size;

  /** The nearest solid at (x, y); `nearest` is where. */
  const look = (inRow: readonly Solid[], x: number, y: number): Solid | undefined => {
    let seen: Solid | undefined;
    nearest.depth = Number.NEGATIVE_INFINITY;
    for (const solid of inRow) {
      if (x < solid.left || x > solid.right || !meet(solid, x, y, nearest, spare)) continue;
      seen = solid;
      [nearest, spare] = [spare, nearest];
    }
    return seen;
  };

  for (let row = 0; row < size; row++) {
    const top = row * step - 1;
    const inRow = solids.filter(solid => solid.top < top + step && solid.bottom > top);
    for (let column = 0; column < size; column++) {
      const left = column * step - 1;
      const at = 3 * (row * size + column);
      let red = 0;
      let green = 0;
      let blue = 0;
      let first: Solid | undefined;
      let same = true;
      let low = 3;
      let high = 0;
      let i = 0;
      while (i < samples.length) {
        const seen = look(inRow, left + samples[i]! * step, top + samples[i + 1]! * step);
        if (seen) seen.paint(nearest, pixel);
        else for (let channel = 0; channel < 3; channel++) pixel[channel] = backdrop[at + channel]!;
        red += pixel[0]!;
        green += pixel[1]!;
        blue += pixel[2]!;
        const brightness = pixel[0]! + pixel[1]! + pixel[2]!;
        low = Math.min(low, brightness);
        high = Math.max(high, brightness);
        if (i === 0) first = seen;
        else same = same && seen === first;
        i += 2;
        if (i === 8 && same && high - low < even) break;
      }
      const share = 2 / i;
      rgb[at] = byte(red * share);
      rgb[at + 1] = byte(green * share);
      rgb[at + 2] = byte(blue * share);
    }
  }
  return { width: size, height: size, rgb };
}
