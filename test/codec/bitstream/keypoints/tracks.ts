import { type Tensor, tensor } from '../../../../codec/tensor/tensor.js';

/** A generator of numbers in 0 .. 1 (mulberry32), so that tests see the same tracks everywhere. */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let v = Math.imul(state ^ (state >>> 15), state | 1);
    v ^= v + Math.imul(v ^ (v >>> 7), v | 61);
    return ((v ^ (v >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sum of three slow waves of a second to ten, and no transcendental function, which may differ between machines. */
function wander(next: () => number): (time: number) => number {
  const waves = Array.from({ length: 3 }, () => ({
    rate: 0.1 + 0.6 * next(),
    size: 0.3 + 0.7 * next(),
    phase: next(),
  }));
  const wave = (turn: number): number => {
    const t = (turn - Math.floor(turn)) * 2 - 1;
    return 4 * t * (1 - Math.abs(t));
  };
  return time => waves.reduce((sum, { rate, size, phase }) => sum + size * wave(rate * time + phase), 0);
}

/**
 * Keypoints `[count, 2]` of a head that shifts, turns and nods while it talks, 25 frames per second; each is off by up to
 * `jitter` at random, as a detector's are.
 */
export function talkingTrack(seed: number, frames: number, { count = 10, jitter = 0.003 } = {}): Tensor[] {
  const next = random(seed);
  const face = Array.from({ length: count }, () => ({
    x: next() - 0.5,
    y: 1.2 * (next() - 0.5),
    depth: 0.3 + 0.4 * next(),
  }));
  const [shiftX, shiftY, turn, nod, mouth] = Array.from({ length: 5 }, () => wander(next));
  return Array.from({ length: frames }, (_, frame) => {
    const time = frame / 25;
    const numbers = face.flatMap(({ x, y, depth }, k) => [
      x + 0.03 * shiftX!(time) + 0.2 * depth * turn!(time) + jitter * (2 * next() - 1),
      y +
        0.02 * shiftY!(time) +
        0.12 * depth * nod!(time) +
        jitter * (2 * next() - 1) +
        (k < 2 ? 0.03 * mouth!(6 * time) : 0),
    ]);
    return tensor([count, 2], Float32Array.from(numbers));
  });
}
