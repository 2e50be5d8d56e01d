import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { axiMemory } from '../../../stdlib-engines/index.js';
import { stoppable } from './stoppable.js';

const test = suite('axiQuiesce');

const bytes = 8;
const channels = ['ar', 'r', 'aw', 'w', 'b'] as const;
const sims = [1, 2, 64].map(outstanding => {
  const sim = simulate(stoppable({ outstanding }), { history: 0 });
  return { sim, start: sim.snapshot() };
});

test('a stopped bus comes to rest, stays so, and nothing is lost when it goes on', () => {
  const commands = fc.array(fc.record({ address: fc.nat(0x3fff), bytes: fc.nat(700) }), { maxLength: 5 });
  const far = fc.record({
    latency: fc.constantFrom(1, 7, [1, 40] as const),
    rate: fc.constantFrom(1, 0.4),
    stall: fc.constantFrom(0, 0, 0.5),
    seed: fc.nat(1000),
  });
  const times = fc.array(fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 3 });
  let rests = 0;
  let openWhenStopped = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...sims),
      commands,
      commands,
      far,
      times,
      ({ sim, start }, reads, writes, world, stops) => {
        sim.restore(start);
        const memory = axiMemory(sim, 'm_axi', world);
        const open = { read: 0, write: 0 };
        const pin = (name: string) => sim.peek(`m_axi_${name}`) === true;
        const offered = new Set<string>();
        let [now, rested] = [0, false];
        const stopped = () => {
          let at = 0;
          for (const [after, length] of stops) {
            if (now >= at + after && now < at + after + length) return true;
            at += after + length;
          }
          return false;
        };
        const leave = sim.attach({
          clock: 'clk',
          streams: [],
          before() {
            const taken = new Set(channels.filter(channel => pin(`${channel}valid`) && pin(`${channel}ready`)));
            const quiet = open.read === 0 && open.write === 0 && !pin('arvalid') && !pin('awvalid');
            assert.is(sim.peek('idle'), quiet, 'idle');
            if (sim.peek('stop')) {
              for (const channel of ['ar', 'aw'])
                if (pin(`${channel}valid`)) assert.ok(offered.has(channel), `a new request on ${channel}`);
              if (quiet) {
                rests += 1;
                assert.is(taken.size, 0, 'nothing moves');
                rested = true;
              } else {
                if (open.read + open.write > 0) openWhenStopped += 1;
                assert.not(rested, 'at rest it stays');
              }
            } else rested = false;
            offered.clear();
            for (const channel of ['ar', 'aw'])
              if (pin(`${channel}valid`) && !taken.has(channel as 'ar')) offered.add(channel);
            if (taken.has('ar')) open.read += 1;
            if (taken.has('r') && pin('rlast')) open.read -= 1;
            if (taken.has('aw')) open.write += 1;
            if (taken.has('b')) open.write -= 1;
          },
          after() {
            now += 1;
            sim.poke('stop', stopped());
          },
        });
        try {
          const elements = writes.map(({ bytes: count }, i) =>
            Array.from({ length: Math.ceil(count / bytes) }, (_, k) =>
              Array.from({ length: bytes }, (_, b) => (i * 50 + k * 8 + b) & 255),
            ),
          );
          const { data } = sim.transfer(
            { reads, writes, words: elements.flat() },
            {
              expect: { read_results: reads.length, write_results: writes.length },
              last: { words: elements.flatMap(list => list.map((_, i) => i === list.length - 1)) },
              stall: random(0, world.seed),
            },
          );
          for (const result of [
            ...(data.read_results as unknown as { resp: number }[]),
            ...(data.write_results as unknown as { resp: number }[]),
          ])
            assert.is(result.resp, 0);
          const said = new Map<number, number>();
          writes.forEach(({ address, bytes: count }, i) => {
            for (let k = 0; k < count; k++) said.set(address + k, elements[i]!.flat()[k]!);
          });
          const seen = memory.read(0, 0x5000);
          assert.is(
            seen.findIndex((byte, at) => byte !== (said.get(at) ?? 0)),
            -1,
          );
        } finally {
          leave();
          memory.detach();
        }
      },
    ),
    { seed: 1, numRuns: 60, includeErrorInReport: true },
  );
  assert.ok(rests > 50 && openWhenStopped > 50, `${rests} cycles at rest, ${openWhenStopped} on the way`);
});

test.run();
