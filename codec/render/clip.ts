import { CodecError } from '../error.js';
import { hash } from '../random.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Picture } from '../video/picture.js';
import { draw, drawBackdrop } from './draw.js';
import { type Identity, identity } from './identity.js';
import { landmarks } from './landmarks.js';
import { type Motion, motions, poseAt } from './motion.js';
import { scene } from './scene.js';

export interface ClipOptions {
  /** A 32-bit unsigned integer: who is seen, unless `identity` says so, and how they move. */
  readonly seed: number;
  /** Default: `identity(seed)`. */
  readonly identity?: Identity;
  /** How many frames; they are drawn as they are asked for. */
  readonly frames: number;
  /** Frames per second of the movements. Default 25. */
  readonly fps?: number;
  /** Height and width in pixels, 16 to 1024. Default 64. */
  readonly size?: number;
  /** Default `full`. */
  readonly motion?: Motion;
}

export interface RenderedFrame {
  readonly picture: Picture;
  /** `[10, 2]`, the points of `landmarkNames`. */
  readonly landmarks: Tensor;
}

/**
 * A clip of a talking head. The same options give the same frames, byte for byte, on every machine: all of it is made
 * with integers, the four operations and square roots, which are exact everywhere, and with nothing of `Math` that is
 * not.
 *
 * @example
 * for (const { picture } of clip({ seed: 7, frames: 50, size: 128 })) show(picture);
 *
 * @throws CodecError if an option is out of its range
 */
export function clip(options: ClipOptions): Generator<RenderedFrame, void, undefined> {
  const { seed, frames, fps = 25, size = 64, motion = 'full' } = options;
  const within = (name: string, value: number, low: number, high: number): void => {
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw new CodecError(`${name} of a clip is ${value}`, `give an integer from ${low} to ${high}`);
  };
  within('seed', seed, 0, 0xffff_ffff);
  within('frames', frames, 1, Number.MAX_SAFE_INTEGER);
  within('size', size, 16, 1024);
  if (!(fps > 0 && fps <= 1000)) throw new CodecError(`fps of a clip is ${fps}`, 'give a number above 0, at most 1000');
  if (!motions.includes(motion))
    throw new CodecError(`motion of a clip is '${motion}'`, `give one of ${motions.join(', ')}`);
  return drawn(options.identity ?? identity(seed), { seed, frames, fps, size, motion });
}

function* drawn(
  person: Identity,
  { seed, frames, fps, size, motion }: Required<Omit<ClipOptions, 'identity'>>,
): Generator<RenderedFrame, void, undefined> {
  const backdrop = drawBackdrop(person, size);
  const movements = hash(seed, 0x6d6f7665);
  for (let frame = 0; frame < frames; frame++) {
    const pose = poseAt(movements, motion, frame / fps);
    const view = scene(person, pose);
    yield { picture: draw(view, backdrop, size), landmarks: landmarks(person, pose, view, size) };
  }
}
