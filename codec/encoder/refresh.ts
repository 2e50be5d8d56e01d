import { decibels } from '../quality/psnr.js';

/** Says when a source picture has served its time. */
export interface RefreshRule {
  /** A group begins. `error` is that of its source frame predicted from itself: no frame can be expected to do better. */
  begin(error: number): void;
  /** Whether a frame that would be predicted with this error is better sent as a source frame. */
  asks(error: number): boolean;
}

/** The part of a new error in the running one: as quick as four frames. */
const weight = 1 / 4;

/** The squared error at 45 dB, which nobody sees: less is not worth a source. */
const invisible = (255 * 255) / 10 ** 4.5;

/**
 * A rule by running quality. The squared error, averaged with weights that decay by a quarter from frame to frame, is compared with
 * what the source frame has when it is predicted from itself. That is what a fresh source would give at most, whatever network
 * and scene; when the running error is `refresh` dB above it, this frame becomes a source. Movement away from the source brings
 * the error there by degrees, and another scene at once, since squared errors grow by more than ten times.
 *
 * @param refresh dB
 * @param spacing the fewest frames of a group that is ended so: a scene that no source serves costs no more than that
 */
export function refreshRule(refresh: number, spacing: number): RefreshRule {
  let best = 0;
  let running = 0;
  let frames = 0;
  return {
    begin(error) {
      best = Math.max(error, invisible);
      running = error;
      frames = 1;
    },
    asks(error) {
      running += (error - running) * weight;
      return frames++ >= spacing && decibels(running) < decibels(best) - refresh;
    },
  };
}
