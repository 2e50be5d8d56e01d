import { clip } from '../../codec/render/clip.js';
import type { Motion } from '../../codec/render/motion.js';
import type { Picture } from '../../codec/video/picture.js';

export interface TestClip {
  readonly name: string;
  readonly fps: number;
  readonly frames: readonly Picture[];
}

const scripts: readonly Motion[] = ['head', 'full', 'speech'];

/** Far from the seeds of training, which are 65536 times a small number and a few more. */
const firstSeed = 4_000_000_000;

/** People whom training never saw, with movements of each script in turn. */
export function testClip(index: number, frames: number, size: number, fps = 25): TestClip {
  const motion = scripts[index % scripts.length]!;
  const seed = firstSeed + index;
  return {
    name: `${motion} ${index}`,
    fps,
    frames: Array.from(clip({ seed, frames, fps, size, motion }), ({ picture }) => picture),
  };
}
