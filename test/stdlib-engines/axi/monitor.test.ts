import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { module } from '../../../dsl/index.js';
import { axiMaster, axiSlave, connectAxi } from '../../../stdlib-engines/index.js';

const monitor = suite('rules of AXI4 and AXI3');

/** A bus that passes through, so that the bench is both of its ends and can break every rule. */
const through = module(
  'through',
  ({ version }: { version: 'axi4' | 'axi3' }) => {
    const options = { addressBits: 16, dataBits: 64, idBits: 2, version } as const;
    return { s_axi: axiSlave(options), m_axi: axiMaster(options) };
  },
  io => connectAxi(io.s_axi, io.m_axi),
);

type Fields = Readonly<Record<string, number>>;
/** What is offered and taken in one cycle, by channel. */
type Cycle = Partial<Readonly<Record<'ar' | 'r' | 'aw' | 'w' | 'b', Fields>>>;

const request = { id: 0, addr: 0, len: 0, size: 3, burst: 1, lock: 0, cache: 0, prot: 0 };
const usual: Required<Cycle> = {
  ...{ ar: request, aw: request },
  r: { id: 0, data: 0, resp: 0, last: 1 },
  w: { data: 0, strb: 255, last: 1 },
  b: { id: 0, resp: 0 },
};
const channels = ['ar', 'r', 'aw', 'w', 'b'] as const;
const source = (channel: string): string => (channel === 'r' || channel === 'b' ? 'm_axi' : 's_axi');

type Version = 'axi4' | 'axi3';
const sims = new Map<string, ReturnType<typeof started>>();
const started = (version: Version, engine: 'wasm' | 'interpreter') => {
  const sim = simulate(through({ version }), { engine, history: 0 });
  for (const channel of channels)
    sim.poke(`${source(channel) === 's_axi' ? 'm_axi' : 's_axi'}_${channel}ready` as never, 1 as never);
  return { sim, start: sim.snapshot() };
};

/** What the monitor says, without the name of the bus. */
function said(cycles: readonly Cycle[], version: Version = 'axi4', engine: 'wasm' | 'interpreter' = 'wasm'): string {
  const key = `${version} ${engine}`;
  const { sim, start } = sims.get(key) ?? started(version, engine);
  sims.set(key, { sim, start });
  sim.restore(start);
  const poke = (pin: string, value: number): void => sim.poke(pin as never, value as never);
  try {
    for (const cycle of cycles) {
      for (const channel of channels) {
        const fields = cycle[channel];
        poke(`${source(channel)}_${channel}valid`, fields ? 1 : 0);
        for (const [field, value] of Object.entries({ ...usual[channel], ...fields }))
          if (fields) poke(`${source(channel)}_${channel}${field}`, value);
      }
      sim.step();
    }
  } catch (error) {
    return (error as Error).message
      .split('\n')[0]!
      .replace(/^assert failed: (?:the bench breaks a rule of )?AXI[34] bus [sm]_axi: /, '');
  }
  return 'nothing';
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const broken: Readonly<Record<string, readonly Cycle[]>> = {
  'a read burst crosses a border of 4 KB': [{ ar: { addr: 0xff0, len: 2 } }],
  'a write burst crosses a border of 4 KB': [{ aw: { addr: 0x1ffc, len: 1, size: 2 } }],
  'beats of a read burst are wider than the 64 bits of the bus': [{ ar: { size: 4 } }],
  'beats of a write burst are wider than the 64 bits of the bus': [{ aw: { size: 7 } }],
  'a read burst of kind 3, which is reserved': [{ ar: { burst: 3 } }],
  'a write burst of kind 3, which is reserved': [{ aw: { burst: 3 } }],
  'a read burst of more than 16 beats to a fixed address': [{ ar: { burst: 0, len: 16 } }],
  'a write burst of more than 16 beats to a fixed address': [{ aw: { burst: 0, len: 255 } }],
  'a read burst that wraps has 2, 4, 8 or 16 beats': [{ ar: { burst: 2, len: 2 } }],
  'a write burst that wraps has 2, 4, 8 or 16 beats': [{ aw: { burst: 2, len: 31 } }],
  'a read burst that wraps begins within a beat': [{ ar: { burst: 2, len: 3, addr: 4 } }],
  'a write burst that wraps begins within a beat': [{ aw: { burst: 2, len: 3, addr: 1, size: 1 } }],
  'a read response with an ID for which no request waits': [{ ar: { id: 1 } }, { r: { id: 2 } }],
  'rlast before the last beat of a burst': [{ ar: { len: 1 } }, { r: { last: 1 } }],
  'no rlast at the last beat of a burst': [{ ar: { len: 1 } }, { r: { last: 0 } }, { r: { last: 0 } }],
  'wlast before the last beat of a burst': [{ aw: { len: 2 } }, { w: { last: 0 } }, { w: { last: 1 } }],
  'no wlast at the last beat of a burst': [{ aw: { len: 1 } }, { w: { last: 0 } }, { w: { last: 0 } }],
  'a write burst of another length than its data, which came before': [
    { w: { last: 0 } },
    { w: { last: 1 } },
    { aw: { len: 2 } },
  ],
  'a write response with an ID for which no request waits': [{ aw: { id: 3 }, w: {} }, { b: { id: 0 } }],
  'a write response before the last of its data': [{ aw: { len: 1 } }, { w: { last: 0 } }, { b: {} }],
  'more than 32 read requests wait for their data': times(33, i => ({ ar: { id: i & 3 } })),
  'more than 32 write requests wait for their response': times(33, () => ({ aw: {} })),
  'more than 32 bursts of write data wait for their response': times(33, () => ({ w: {} })),
};

for (const engine of ['wasm', 'interpreter'] as const)
  for (const [rule, cycles] of Object.entries(broken)) {
    // The oracle is slow, and what counts to 32 is nothing new to it.
    if (engine === 'interpreter' && cycles.length > 3) continue;
    monitor(`${engine}: ${rule}`, () => {
      assert.is(said(cycles, 'axi4', engine), rule);
      assert.is(said(cycles.slice(0, -1), 'axi4', engine), 'nothing', 'it is the last cycle that breaks it');
    });
  }

monitor('AXI3 has an ID beside the write data', () => {
  const rule = 'wid is not the ID of the first address that lacks data';
  assert.is(said([{ aw: { id: 2 } }, { w: { id: 1 } }], 'axi3'), rule);
  assert.is(said([{ aw: { id: 2 } }, { w: { id: 2 } }], 'axi3'), 'nothing');
});

monitor('says who has broken a rule', () => {
  const sim = simulate(through({ version: 'axi4' }));
  sim.poke('s_axi_arvalid', true);
  sim.poke('s_axi_arburst', 3);
  assert.throws(() => sim.step(), /the bench breaks a rule of AXI4 bus s_axi: a read burst of kind 3/);
});

monitor('each channel holds what it offers', () => {
  for (const channel of channels) {
    for (const field of Object.keys(usual[channel])) {
      const sim = simulate(through({ version: 'axi4' }), { history: 0 });
      const poke = (pin: string, value: number): void => sim.poke(pin as never, value as never);
      const offer = (of: 'ar' | 'r' | 'aw' | 'w' | 'b', valid: number): void => {
        poke(`${source(of)}_${of}valid`, valid);
        for (const [name, value] of Object.entries(usual[of])) poke(`${source(of)}_${of}${name}`, value);
      };
      if (channel === 'r' || channel === 'b') {
        // A response needs its request.
        for (const of of ['ar', 'aw', 'w'] as const) {
          poke(`m_axi_${of}ready`, 1);
          offer(of, 1);
        }
        sim.step();
        for (const of of ['ar', 'aw', 'w'] as const) offer(of, 0);
      }
      offer(channel, 1);
      sim.step();
      poke(`${source(channel)}_${channel}${field}`, usual[channel][field] === 1 ? 0 : 1);
      assert.throws(
        () => sim.step(),
        (error: Error) => error.message.includes(`payload.${field} changed before the offer was taken`),
        `${channel}${field}`,
      );
    }
  }
});

/** Legal traffic: requests with any ID, responses in any order that IDs allow, data before or after their address. */
const traffic = fc
  .array(fc.record({ id: fc.nat(3), len: fc.nat(4), draw: fc.nat(0xffff) }), { minLength: 1, maxLength: 14 })
  .map(requests => {
    const cycles: Cycle[] = [];
    const draws = requests.map(({ draw }) => draw);
    let turn = 0;
    const pick = (n: number): number => {
      const draw = draws[turn++ % draws.length]! * 2654435761 + turn * 40503;
      return (draw >>> 7) % n;
    };
    const reads: { id: number; left: number }[] = [];
    const writes: { id: number; len: number; addressed: boolean; sent: number }[] = [];
    let [ar, aw] = [0, 0];
    for (let rest = 1; rest > 0; ) {
      const cycle: Record<string, Fields> = {};
      const answer = reads[pick(reads.length + 1)];
      if (answer) {
        const first = reads.find(({ id }) => id === answer.id)!;
        cycle.r = { id: first.id, last: first.left === 0 ? 1 : 0 };
        if (first.left-- === 0) reads.splice(reads.indexOf(first), 1);
      }
      const done = writes.filter(({ addressed, sent, len }) => addressed && sent > len);
      const ending = done[pick(done.length + 1)];
      const oldest = ending && writes.find(({ id }) => id === ending.id);
      if (oldest?.addressed && oldest.sent > oldest.len) {
        cycle.b = { id: oldest.id };
        writes.splice(writes.indexOf(oldest), 1);
      }
      const next = requests[ar];
      if (next && pick(2) === 0) {
        cycle.ar = { id: next.id, len: next.len };
        reads.push({ id: next.id, left: next.len });
        ar++;
      }
      // The far end knows a write when its address or its first data come.
      const known = writes.filter(({ addressed }) => addressed).length;
      const wanted = requests[aw];
      if (writes.length === known && wanted && pick(3) > 0) {
        writes.push({ ...wanted, addressed: false, sent: 0 });
        aw++;
      }
      const data = writes.find(({ sent, len }) => sent <= len);
      if (data && pick(2) === 0) {
        cycle.w = { last: data.sent === data.len ? 1 : 0 };
        data.sent++;
      }
      const address = writes.find(({ addressed }) => !addressed);
      if (address && pick(2) === 0) {
        cycle.aw = { id: address.id, len: address.len };
        address.addressed = true;
      }
      cycles.push(cycle as Cycle);
      rest = requests.length - ar + (requests.length - aw) + reads.length + writes.length;
    }
    return cycles;
  });

monitor('says nothing of legal traffic', () => {
  fc.assert(
    fc.property(traffic, cycles => {
      assert.is(said(cycles), 'nothing');
    }),
    { numRuns: 40, seed: 1 },
  );
});

monitor('finds a mark that is wrong, anywhere', () => {
  fc.assert(
    fc.property(traffic, fc.nat(1000), fc.constantFrom('r' as const, 'w' as const), (cycles, at, channel) => {
      const places = cycles.flatMap((cycle, i) => (cycle[channel] ? [i] : []));
      const wrong = places[at % places.length]!;
      const mutant = cycles.map((cycle, i) =>
        i === wrong ? { ...cycle, [channel]: { ...cycle[channel], last: 1 - cycle[channel]!.last! } } : cycle,
      );
      assert.is.not(said(mutant), 'nothing');
    }),
    { numRuns: 40, seed: 1 },
  );
});

monitor.run();
