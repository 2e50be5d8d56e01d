import { clip } from '../../render/clip.js';
import type { Motion } from '../../render/motion.js';
import type { Picture } from '../../video/picture.js';

/** A source picture, and others of the same person that are made from it. */
export interface Clip {
  readonly source: Picture;
  readonly driving: readonly Picture[];
}

export interface RenderedClips {
  /** Height and width of the pictures. */
  readonly size: number;
  /** How many persons. */
  readonly persons: number;
  /** Driving pictures of each, 0.8 s apart. */
  readonly frames: number;
  /** Whom: `training` has people that the shipped networks were trained on, `heldOut` others. */
  readonly people: 'training' | 'heldOut';
}

/** Scripts that persons follow in turn: as those that networks are trained on, but for those who hardly move. */
const scripts: readonly Motion[] = ['full', 'head'];

/** Frames between two that are taken, at 5 frames per second. */
const apart = 4;

/** Drawn clips, which quantization looks at when it is given no others. The same options give the same clips. */
export function renderedClips({ size, persons, frames, people }: RenderedClips): Clip[] {
  const set = people === 'training' ? 1 : 2;
  return Array.from({ length: persons }, (_, person) => {
    const options = { seed: 65536 * set + person, frames: frames * apart + 1, fps: 5, size };
    const drawn = clip({ ...options, motion: scripts[person % scripts.length]! });
    const [source, ...driving] = [...drawn].filter((_, at) => at % apart === 0).map(({ picture }) => picture);
    return { source: source!, driving };
  });
}
