import { uniform } from '../random.js';
import { drift } from './noise.js';

/** How a person is held and looks at one moment. */
export interface Pose {
  /** Tangents of half the angle: `0.25` is 28 degrees. Positive is to the right, down, and clockwise in the picture. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Place of the person in half pictures, and size as a factor. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** How far the head is from above the shoulders, in half pictures. */
  readonly lean: number;
  readonly gazeX: number;
  readonly gazeY: number;
  /** 0 closed, 1 open. */
  readonly eyes: number;
  /** -1 lowered, 1 raised. */
  readonly brows: number;
  /** 0 closed, 1 wide open. */
  readonly mouth: number;
  /** -1 pursed, 1 wide. */
  readonly spread: number;
  /** -1 corners down, 1 up. */
  readonly smile: number;
}

export const motions = ['full', 'head', 'speech', 'still'] as const;

/**
 * A script of movements: `full` is everything with shifts and changes of distance; `head` turns and nods strongly, with
 * blinks and a quiet mouth; `speech` speaks with a calm head; `still` holds one pose.
 */
export type Motion = (typeof motions)[number];

/** Strengths of a script: of turning, of moving about, and of speaking. */
const strengths: Readonly<Record<Motion, readonly [turn: number, shift: number, speech: number]>> = {
  full: [1, 1, 1],
  head: [1, 0.35, 0.12],
  speech: [0.25, 0.15, 1],
  still: [0, 0, 0],
};

const blinkPeriod = 2.6;
const blinkSeconds = 0.3;

/** How far blinking has closed the eyes: one blink in each period, at a random moment of it. */
function blink(seed: number, seconds: number): number {
  const period = Math.floor(seconds / blinkPeriod);
  const start = uniform(seed, period) * (blinkPeriod - blinkSeconds);
  const t = (seconds - period * blinkPeriod - start) / blinkSeconds;
  // Steeper than a parabola, so that the eyes are shut for a moment and not at one instant.
  return t > 0 && t < 1 ? Math.min(1, 6 * t * (1 - t)) : 0;
}

/** The pose of a script at a time in seconds. Every movement is a sum of smooth noises, continuous in time. */
export function poseAt(seed: number, motion: Motion, seconds: number): Pose {
  const [turn, shift, speech] = strengths[motion];
  const moving = motion !== 'still';
  // A movement that nothing drives stays where it would be at the beginning.
  const slow = (channel: number, strength: number, rate: number): number => {
    const at = moving ? seconds : 0;
    const wave = (0.75 * drift(seed + channel, at * rate) + 0.25 * drift(seed + channel + 50, at * rate * 2.7)) * 1.15;
    return wave * strength;
  };
  const phrase = Math.min(1, Math.max(0, 1.6 * (slow(1, 1, 0.7) + 0.45)));
  const syllables = Math.max(0, 0.35 + 0.65 * drift(seed + 2, (moving ? seconds : 0) * 6.5));
  return {
    yaw: slow(3, 0.3 * Math.max(turn, 0.1), 0.55),
    pitch: slow(4, 0.14 * Math.max(turn, 0.1), 0.7),
    roll: slow(5, 0.11 * Math.max(turn, 0.1), 0.5),
    x: slow(6, 0.2 * shift, 0.4),
    y: slow(7, 0.1 * shift, 0.35),
    scale: 1 + slow(8, 0.14 * shift, 0.3),
    lean: slow(9, 0.07 * turn, 0.5),
    gazeX: slow(10, 1, 0.9),
    gazeY: slow(11, 0.8, 0.8),
    eyes: (0.9 + slow(12, 0.12, 0.5)) * (1 - (moving ? blink(seed + 13, seconds) : 0)),
    brows: slow(14, 1, 0.6),
    mouth: speech * phrase * syllables,
    spread: slow(15, speech > 0.5 ? 0.9 : 0.4, speech > 0.5 ? 2.5 : 0.5),
    smile: slow(16, 0.6, 0.3) + 0.45,
  };
}
