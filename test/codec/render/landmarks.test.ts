import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clip } from '../../../codec/render/clip.js';
import { type Identity, identity } from '../../../codec/render/identity.js';
import { landmarkNames } from '../../../codec/render/landmarks.js';

const points = suite('codec/render/landmarks');

type Name = (typeof landmarkNames)[number];
const size = 128;

/** A face whose lips, eyes and cloth are of colours that nothing else has, in flat light. */
function painted(seed: number): Identity {
  const person = identity(seed);
  return {
    ...person,
    skin: [0.7, 0.7, 0.7],
    lip: [1, 0, 0],
    beard: 0,
    freckles: 0,
    glasses: undefined,
    hair: { ...person.hair, style: 'short', colour: [0, 0, 0.4] },
    shirt: { colour: [0, 0.8, 0], second: [0, 0.8, 0], neckline: 'round', pattern: 'plain' },
    backdrop: { kind: 'gradient', colours: [0, 0, 0].map(() => [0.9, 0.3, 0.9] as const) as never },
  };
}

interface Seen {
  readonly at: (name: Name, right?: number, down?: number) => readonly [number, number, number];
  readonly x: (name: Name) => number;
  readonly y: (name: Name) => number;
}

function* seen(seed: number): Generator<Seen> {
  for (const { picture, landmarks } of clip({ seed, identity: painted(seed), frames: 6, fps: 1.7, size })) {
    const x = (name: Name): number => landmarks.data[2 * landmarkNames.indexOf(name)]!;
    const y = (name: Name): number => landmarks.data[2 * landmarkNames.indexOf(name) + 1]!;
    const pixel = (value: number, offset: number): number =>
      Math.max(0, Math.min(size - 1, Math.round(((value + 1) * (size - 1)) / 2 + offset)));
    const at = (name: Name, right = 0, down = 0): readonly [number, number, number] => {
      const from = 3 * (pixel(y(name), down) * size + pixel(x(name), right));
      return [picture.rgb[from]!, picture.rgb[from + 1]!, picture.rgb[from + 2]!];
    };
    yield { at, x, y };
  }
}

/** Drawn once for all that is asked of them. */
const views = Array.from({ length: 12 }, (_, i) => [...seen(43 * i + 1)]).flat();
const everywhere = (check: (view: Seen) => void): void => {
  for (const view of views) check(view);
};

points('the lower lip is where the lip is red', () => {
  everywhere(({ at }) => {
    const [red, green, blue] = at('lower lip');
    assert.ok(red > 2 * green && red > 2 * blue, `${red} ${green} ${blue}`);
  });
});

points('the nose is skin, and the chin has skin above it', () => {
  everywhere(({ at }) => {
    for (const [red, green, blue] of [at('nose tip'), at('chin', 0, -4)])
      assert.ok(Math.max(red, green, blue) - Math.min(red, green, blue) < 60, `${red} ${green} ${blue}`);
  });
});

points('the collar is at the edge of the shirt', () => {
  everywhere(({ at, y }) => {
    if (y('collar') > 0.9) return;
    const [red, green, blue] = at('collar', 0, 3);
    assert.ok(green > 2 * red && green > 2 * blue, `${red} ${green} ${blue}`);
  });
});

points('beside the sides of the head there is no skin', () => {
  everywhere(({ at }) => {
    // An ear or hair may be there; two thirds of an ear's width on, it is the backdrop.
    for (const [name, right] of [
      ['left side of the head', -14],
      ['right side of the head', 14],
    ] as const) {
      const [red, green, blue] = at(name, right);
      assert.ok(green < red && green < blue, `${name}: ${red} ${green} ${blue}`);
    }
  });
});

points('they keep the order of a face', () => {
  everywhere(({ x, y }) => {
    assert.ok(x('left side of the head') < x('left upper lid'));
    assert.ok(x('left upper lid') < x('right upper lid'));
    assert.ok(x('right upper lid') < x('right side of the head'));
    assert.ok(x('left corner of the mouth') < x('right corner of the mouth'));
    assert.ok(y('nose tip') < y('lower lip') && y('lower lip') < y('chin') && y('chin') < y('collar'));
  });
});

points('of another size they are in the same places, but for where pixels have their middles', () => {
  for (const seed of [1, 2, 3]) {
    const [small] = [...clip({ seed, frames: 1, size: 16 })];
    const [large] = [...clip({ seed, frames: 1, size: 64 })];
    small!.landmarks.data.forEach((value, i) => {
      const inPicture = (value * 15) / 16;
      assert.ok(Math.abs(inPicture - (large!.landmarks.data[i]! * 63) / 64) < 1e-6);
    });
  }
});

points('a blink brings the lids down', () => {
  const distances: number[] = [];
  for (const { landmarks } of clip({ seed: 2, frames: 150, size: 16, motion: 'speech' }))
    distances.push(landmarks.data[3]! - (landmarks.data[5]! + landmarks.data[7]!) / 2);
  // The nose is below the lids: they come nearer to it.
  const open = distances.toSorted((a, b) => a - b)[75]!;
  assert.ok(Math.min(...distances) < 0.75 * open, `${Math.min(...distances)} of ${open}`);
});

points.run();
