import { qualityMeter } from '../../codec/quality/meter.js';
import { encodeAvif } from '../../codec/video/avif.js';
import type { TestClip } from './clips.js';
import { isMeasured } from './measured.js';
import { type Point, pointOf } from './point.js';

/** What every codec has to beat: the first picture, as it is, instead of each frame. Its rate is that of one AVIF. */
export async function repeated({ frames, fps }: TestClip, nth: number): Promise<Point> {
  const meter = qualityMeter();
  frames.forEach((frame, i) => {
    if (isMeasured(i, nth)) meter.add(frame, frames[0]!);
  });
  const { length } = await encodeAvif(frames[0]!);
  return pointOf('first picture repeated', '', length, frames.length / fps, meter.quality());
}
