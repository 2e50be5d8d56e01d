import { CodecError } from '../../error.js';
import { clip } from '../../render/clip.js';
import type { Motion } from '../../render/motion.js';
import { openVideo } from '../../video/open.js';
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
  /** Is told how many persons are drawn, of how many. */
  readonly progress?: (done: number, of: number) => void;
}

/** Scripts that persons follow in turn: as those that networks are trained on, but for those who hardly move. */
const scripts: readonly Motion[] = ['full', 'head'];

/** Driving pictures a second: so few that poses of one person differ. */
const fps = 1.25;

/** Drawn clips, which quantization looks at when it is given no others. The same options give the same clips. */
export function renderedClips({ size, persons, frames, people, progress }: RenderedClips): Clip[] {
  const set = people === 'training' ? 1 : 2;
  return Array.from({ length: persons }, (_, person) => {
    const options = { seed: 65536 * set + person, frames: frames + 1, fps, size };
    const drawn = clip({ ...options, motion: scripts[person % scripts.length]! });
    const [source, ...driving] = [...drawn].map(({ picture }) => picture);
    progress?.(person + 1, persons);
    return { source: source!, driving };
  });
}

/** Frames of a video that are looked at, from its beginning. */
const most = 500;

/**
 * A clip out of a video, of its first 500 frames: the first is the source, and driving pictures are spread over the others, at
 * most `frames` of them.
 *
 * @throws CodecError if it cannot be read, or has less than three frames
 */
export async function readClip(path: string, size: number, frames: number): Promise<Clip> {
  const all: Picture[] = [];
  for await (const frame of (await openVideo(path, { size })).frames) if (all.push(frame) === most) break;
  const [source, ...rest] = all;
  if (!source || rest.length < 2)
    throw new CodecError(`${path} has ${all.length} frames`, 'give clips of three frames at least');
  const count = Math.min(frames, rest.length);
  return {
    source,
    driving: Array.from({ length: count }, (_, i) => rest[Math.floor(((i + 1) * rest.length) / count) - 1]!),
  };
}
