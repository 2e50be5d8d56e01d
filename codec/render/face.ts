import { blend, type Colour, hex, hill, mix, type Pixel, put, rise, scale } from './colour.js';
import type { Identity } from './identity.js';
import type { Pose } from './motion.js';
import { grain } from './noise.js';
import type { Paint } from './solid.js';

/** Where the features of a face are in one pose, in the local axes of the head. */
export interface Features {
  readonly eyeX: number;
  readonly eyeY: number;
  readonly eyeWidth: number;
  /** How far the lids stand from the middle of the eye. */
  readonly lidUp: number;
  readonly lidDown: number;
  readonly browY: number;
  readonly mouthY: number;
  readonly mouthHalf: number;
  /** How far the corners are above the middle. */
  readonly cornerUp: number;
  /** How far the inner edges of the lips are from the line of the mouth. */
  readonly openUp: number;
  readonly openDown: number;
  readonly lipUp: number;
  readonly lipDown: number;
}

export function features({ form }: Identity, { eyes, brows, mouth, spread, smile }: Pose): Features {
  const eyeHalf = 0.105 * form.eyeSize;
  const eyeY = -0.04 + form.eyeHeight;
  return {
    eyeX: 0.3 * form.eyeDistance * form.width,
    eyeY,
    eyeWidth: 0.17 * form.eyeSize,
    lidUp: eyeHalf * (2 * Math.min(1, eyes) - 1 + 0.3 * (1 - Math.min(1, eyes))),
    lidDown: 0.7 * eyeHalf,
    browY: eyeY - 0.215 * form.eyeSize - 0.045 * brows,
    mouthY: 0.56 + form.mouthHeight,
    mouthHalf: 0.23 * form.mouthWidth * (1 + 0.2 * spread + 0.08 * smile) * (1 - 0.12 * mouth),
    cornerUp: 0.075 * smile,
    openUp: 0.035 * mouth,
    openDown: 0.2 * mouth,
    lipUp: 0.052 * form.lips,
    lipDown: 0.07 * form.lips,
  };
}

const white = hex('#f4f1ec');
const pupil = hex('#0d0b0c');
const cavity = hex('#3a0d12');
const teeth = hex('#efe9dd');
const tongue = hex('#b5505a');

/** The skin of the head with all that is on it, without light: features lie on it as if thrown from the front. */
export function facePaint(person: Identity, pose: Pose, f: Features): Paint {
  const { skin, lip, iris, freckles, beard, hair, form, glasses } = person;
  const blush = mix(skin, hex('#d0524a'), 0.5);
  const socket = mix(skin, hex('#5a2f2a'), 0.5);
  const lash = mix(hair.colour, pupil, 0.6);
  const brow = mix(hair.colour, pupil, 0.35);
  const shadow: Colour = mix(skin, hex('#3a1512'), 0.55);
  const browHalf = 0.034 * form.browThickness;

  const eye = (side: number, x: number, y: number, pixel: Pixel): boolean => {
    const ex = x - side * f.eyeX;
    const ey = y - f.eyeY;
    const t = ex / f.eyeWidth;
    if (t < -1.15 || t > 1.15 || ey < -0.25 || ey > 0.2) return false;
    const arch = 1 - t * t;
    // The outer corner is a little higher than the inner one.
    const tilt = -0.03 * side * t;
    const upper = tilt - f.lidUp * arch;
    const lower = tilt + f.lidDown * arch;
    if (arch > 0 && ey > upper && ey < lower) {
      put(pixel, white);
      const gx = ex - 0.05 * pose.gazeX;
      const gy = ey - 0.025 * pose.gazeY;
      const r = gx * gx + gy * gy;
      if (r < 0.0081) put(pixel, iris);
      if (r < 0.0081 && r > 0.006) scale(pixel, 0.6);
      if (r < 0.0018) put(pixel, pupil);
      if ((gx + 0.03) * (gx + 0.03) + (gy + 0.032) * (gy + 0.032) < 0.0007) put(pixel, white);
      // The shadow of the upper lid.
      scale(pixel, 0.72 + 0.28 * rise(0, 0.05, ey - upper));
      return true;
    }
    // The line of lashes runs along the upper lid wherever that is.
    if (arch > -0.15 && ey <= upper + 0.012 && ey > upper - 0.034) {
      blend(pixel, lash, 0.92);
      return true;
    }
    // The lid itself, and its crease.
    if (arch > 0 && ey <= upper && ey > tilt - 0.13 * form.eyeSize * arch) blend(pixel, socket, 0.35);
    return false;
  };

  const mouthAt = (x: number, y: number, pixel: Pixel): boolean => {
    const t = x / f.mouthHalf;
    const arch = 1 - t * t;
    if (arch <= 0) return false;
    const line = f.mouthY - f.cornerUp * (t * t - 0.3);
    const inner = line - f.openUp * arch;
    const under = line + f.openDown * arch;
    if (y < inner - f.lipUp * arch * (1 - 0.35 * hill(t * t, 0.12)) || y > under + f.lipDown * arch) return false;
    if (y > inner && y < under) {
      put(pixel, cavity);
      if (y < inner + 0.055 && t * t < 0.75) put(pixel, teeth);
      else if (y > under - 0.45 * f.openDown && t * t < 0.4) put(pixel, tongue);
      return true;
    }
    put(pixel, lip);
    scale(pixel, y < line ? 0.86 : 1.04);
    // Where closed lips meet.
    if (y > inner - 0.014 && y < under + 0.014) scale(pixel, 0.55);
    return true;
  };

  return ({ x, y, z }, pixel) => {
    put(pixel, skin);
    scale(pixel, 0.95 + 0.1 * grain(9 * x + 20, 9 * y + 7 * z + 20));
    if (z < 0) return;
    const side = x < 0 ? -1 : 1;
    const bx = x * side - f.eyeX;
    // Cheeks and sockets.
    blend(pixel, blush, 0.3 * hill((bx - 0.05) * (bx - 0.05) + (y - 0.3) * (y - 0.3), 0.13));
    blend(pixel, socket, 0.25 * hill(bx * bx * 0.6 + (y - f.eyeY) * (y - f.eyeY), 0.1));
    if (freckles > 0 && y > -0.1 && y < 0.5) {
      const spot = grain(38 * x + 5, 38 * y + 9);
      blend(pixel, shadow, freckles * rise(0.7, 0.8, spot) * hill((y - 0.2) * (y - 0.2), 0.1));
    }
    if (beard > 0) {
      const edge = 0.33 + 0.2 * hill(x * x, 0.2) + 0.06 * grain(8 * x + 3, 8 * y + 3);
      const cheek = rise(edge - 0.05, edge + 0.06, y + 0.35 * rise(0.35, 0.62, x * side));
      blend(pixel, hair.colour, beard * cheek * (0.65 + 0.35 * grain(30 * x + 11, 18 * y + 2)));
    }
    // The groove under the nose and the dip under the lips.
    scale(
      pixel,
      1 - 0.14 * hill(x * x * 6 + (y - f.mouthY - f.openDown - 0.14) * (y - f.mouthY - f.openDown - 0.14) * 3, 0.1),
    );
    if (mouthAt(x, y, pixel)) return;
    if (eye(side, x, y, pixel)) {
      if (glasses) ring(x * side, y, pixel);
      return;
    }
    // A brow: an arch, thick at the nose.
    const t = (bx + 0.02) / 0.21;
    if (t > -1 && t < 1) {
      const middle = f.browY + 0.05 * t * t + 0.018 * t - 0.02;
      const half = browHalf * (1 - 0.55 * rise(-0.2, 1, t));
      const off = Math.abs(y - middle) / half;
      if (off < 1.2) blend(pixel, brow, 0.9 * rise(1.2, 0.7, off) * (0.8 + 0.2 * grain(40 * x, 25 * y)));
    }
    if (glasses) ring(x * side, y, pixel);
  };

  /** Frames of glasses lie on the face: flat is near enough at this size. */
  function ring(x: number, y: number, pixel: Pixel): void {
    const rx = x - f.eyeX;
    const ry = y - f.eyeY - 0.015;
    const half = Math.min(0.25, f.eyeX - 0.05);
    const u = rx / half;
    const v = ry / (glasses!.round ? half : 0.19);
    const r = glasses!.round ? u * u + v * v : u * u * u * u + v * v * v * v;
    const bridge = x < f.eyeX - half && Math.abs(ry + 0.03) < 0.022;
    const temple = x > f.eyeX + half && Math.abs(ry + 0.05) < 0.024;
    if ((r < 1 && r > (glasses!.round ? 0.72 : 0.55)) || bridge || temple) blend(pixel, glasses!.colour, 0.95);
    else if (r < 1 && u + v < -0.35 && u + v > -0.7) blend(pixel, white, 0.22);
  }
}
