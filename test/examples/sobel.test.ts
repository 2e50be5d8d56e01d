import fc from 'fast-check';
import { explain } from 'grace-hdl';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../backend-sim/index.js';
import '../../dsl/name/register.js';

const { luma, sobel, sobelEdges } = await import('../../examples/sobel.js');

const test = suite('sobel');

const size = { width: 11, height: 6 };
const pixels = Array.from({ length: 2 * 66 }, (_, i) => ({
  red: (i * i * 37) % 256,
  green: i % 7 === 0 ? 255 : 0,
  blue: (i * 83) % 256,
}));

/** The same picture by picture, by the kernels as functions. */
const edgesOf = (picture: typeof pixels): number[] => {
  const grey = (x: number, y: number) => {
    const inside = x >= 0 && x < size.width && y >= 0 && y < size.height;
    const { red, green, blue } = picture[inside ? y * size.width + x : 0]!;
    return inside ? luma(red, green, blue) : 0;
  };
  const around = [-1, 0, 1];
  return picture.map((_, i) => {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    return sobel(around.map(down => around.map(right => grey(x + right, y + down))));
  });
};

test('pictures in a row under random stalls are what the kernels say, whatever the clock', () => {
  const expected = [...edgesOf(pixels.slice(0, 66)), ...edgesOf(pixels.slice(66))];
  for (const period of [3, 5, 20]) {
    const sim = simulate(sobelEdges({ ...size, period }), { seed: period, randomizeState: true });
    const { m_axis } = sim.run({ s_axis: pixels }, { expect: { m_axis: 132 }, stall: random(0.4) });
    assert.equal([...(m_axis as Uint8Array)], expected);
  }
});

test('one pixel per cycle', () => {
  const { cycles } = simulate(sobelEdges({ ...size, period: 5 })).transfer(
    { s_axis: pixels },
    { expect: { m_axis: 132 } },
  );
  const [first, second] = [luma, sobel].map(kernel => explain(kernel, { period: 5 }).latency);
  assert.is(cycles, 132 + first! + (size.width + 2 + 2) + second! + 1);
});

test('brightness is that of BT.601, to less than one step', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (red, green, blue) => {
      assert.ok(Math.abs(luma(red, green, blue) - (0.299 * red + 0.587 * green + 0.114 * blue)) < 1);
    }),
    { seed: 1 },
  );
  assert.is(luma(255, 255, 255), 255);
});

test('the gradient is as long as it should be', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const row = fc.tuple(byte, byte, byte);
  fc.assert(
    fc.property(fc.tuple(row, row, row), w => {
      const [a, b, c] = w;
      const across = a[2] + 2 * b[2] + c[2] - a[0] - 2 * b[0] - c[0];
      const down = c[0] + 2 * c[1] + c[2] - a[0] - 2 * a[1] - a[2];
      const length = Math.hypot(across, down);
      const got = sobel(w);
      assert.ok(got <= 1.07 * length);
      assert.ok(got === 255 || got > 0.97 * length - 1);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.run();
