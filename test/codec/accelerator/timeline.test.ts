import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Activity, busyShare, timelineSvg } from '../../../codec/accelerator/timeline.js';

const timeline = suite('timelines of an accelerator');

const units = ['load', 'conv', 'store'];

/** The area of each row of a panel, by its path, as a share of the panel. */
const shares = (svg: string): number[] =>
  [...svg.matchAll(/<path d="([^"]*)" fill="#(?!none)/g)].map(([, path]) =>
    [...path!.matchAll(/v(-[\d.]+)h([\d.]+)v[\d.]+z/g)].reduce(
      (sum, [, high, across]) => sum + (-Number(high) * Number(across)) / (20 * 1000),
      0,
    ),
  );

timeline('the area of a row is the share of cycles in which its unit was at work, in whichever part', () => {
  const property = fc.property(
    fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 900 })), { minLength: 1, maxLength: 12 }),
    fc.constantFrom(1, 4, 16),
    fc.nat(1000),
    (runs, every, cut) => {
      const samples = Uint8Array.from(runs.flatMap(([bits, length]) => Array<number>(length).fill(bits)));
      const activity: Activity = { units, samples, every };
      const middle = 1 + (cut % samples.length);
      const parts = [
        [0, samples.length * every],
        [(middle - 1) * every, samples.length * every],
      ] as const;
      const found = shares(timelineSvg(activity, { title: 'a run', parts }));
      assert.is(found.length, 2 * units.length);
      found.forEach((share, i) => {
        const [from, to] = parts[Math.floor(i / units.length)]!;
        const expected = busyShare(activity, i % units.length, from / every, to / every);
        // A bar is rounded to half of a pixel of 20; with columns of one and two samples the mean is of columns.
        assert.ok(Math.abs(share - expected) <= 0.25 / 20 + 0.25, `${share} for ${expected}`);
        if (samples.length <= 1000) assert.ok(Math.abs(share - expected) < 1e-2, `${share} for ${expected}`);
      });
    },
  );
  fc.assert(property, { seed: 1, numRuns: 100 });
});

timeline('a page that a reader can read: title, names, shares, cycles', () => {
  const samples = Uint8Array.from({ length: 40000 }, (_, at) => (at % 2) | (at < 10000 ? 2 : 0));
  const svg = timelineSvg({ units, samples, every: 2 }, { title: 'P < Q & R', parts: [[0, 80000]] });
  assert.ok(svg.includes('P &lt; Q &amp; R'));
  for (const words of [...units, '50.0 %', '25.0 %', '0.0 %', '10,000', '80,000', 'cycles'])
    assert.ok(svg.includes(`>${words}<`), words);
  assert.ok(svg.length < 40_000, `${svg.length} characters`);
  assert.equal(svg.match(/<(svg|g)\b/g)?.length, svg.match(/<\/(svg|g)>/g)?.length);
});

timeline('parts outside of the run, and empty ones', () => {
  const activity = { units, samples: new Uint8Array(10), every: 1 };
  for (const part of [
    [0, 11],
    [-1, 5],
    [5, 5],
    [7, 3],
    [Number.NaN, 4],
  ] as const)
    assert.throws(() => timelineSvg(activity, { title: '', parts: [part] }), RangeError);
  assert.throws(() => timelineSvg({ ...activity, samples: new Uint8Array(0) }, { title: '' }), RangeError);
});

timeline.run();
