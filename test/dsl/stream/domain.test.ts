import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { designOf, domain, inDomain, module, streamIn, streamOut, uint } from '../../../dsl/index.js';
import { dualClockFifo } from '../../../examples/dual-clock-fifo.js';

const test = suite('streams and clocks');

const write = domain({ name: 'wr' });
const read = domain({ name: 'rd' });

/** Work on both sides of a queue between two clocks. */
const both = module(
  'both',
  () => ({ x: streamIn(uint(8), { domain: write }), y: streamOut(uint(8), { domain: read }) }),
  io => {
    const queue = inDomain(write, () => dualClockFifo({ width: 8, depth: 8, write, read }, { name: 'queue' }));
    io.x.map(x => x.addWrap(1), { stages: 2 }).into(queue.from);
    queue.to
      .map(x => x.addWrap(1), { stages: 2 })
      .skid()
      .into(io.y);
  },
);

test('what follows a stream belongs to its clock', () => {
  const { domains, registers, streams } = both()[designOf].modules.at(-1)!;
  assert.equal(
    domains.map(({ name }) => name),
    ['wr', 'rd'],
  );
  assert.ok(registers.some(register => register.domain === 'rd'));
  assert.equal(
    streams.map(({ name, domain }) => [name, domain]),
    [
      ['x', 'wr'],
      ['y', 'rd'],
      ['queue_to', 'rd'],
      ['x_map', 'wr'],
      ['queue_to_map', 'rd'],
      ['queue_to_skid', 'rd'],
    ],
  );
});

test('elements pass between clocks of any ratio', () => {
  for (const period of [3, 10, 27]) {
    const sim = simulate(both(), { clocks: { rd: { period } }, seed: period });
    const data = Array.from({ length: 50 }, (_, i) => 5 * i);
    const { y } = sim.run({ x: data }, { expect: { y: 50 }, stall: random(0.3) });
    assert.equal(
      Array.from(y as ArrayLike<number>),
      data.map(x => (x + 2) & 255),
    );
  }
});

test.run();
