import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { module, streamIn, streamOut } from '../../../dsl/index.js';
import { beatOffset, burstOf } from '../../../stdlib-engines/axi/memory/burst.js';
import { byteStore } from '../../../stdlib-engines/axi/memory/store.js';
import {
  type AxiMemoryOptions,
  axiCommand,
  axiMaster,
  axiMemory,
  axiRead,
  axiReadMaster,
  axiResult,
  axiSlave,
  connectAxi,
} from '../../../stdlib-engines/index.js';

const memories = suite('a memory for benches');

const through = module(
  'through',
  () => {
    const options = { addressBits: 32, dataBits: 64, idBits: 3 } as const;
    return { s_axi: axiSlave(options), m_axi: axiMaster(options) };
  },
  io => connectAxi(io.s_axi, io.m_axi),
);

const request = { id: 5, addr: 0, len: 0, size: 3, burst: 1, lock: 0, cache: 0, prot: 0 };

memories('hold bytes at any address of 64 bits', () => {
  const place = fc.oneof(
    fc.bigInt({ min: 0n, max: 0x4000n }),
    fc.bigInt({ min: 0xffff_ffff_ffff_0000n, max: 0xffff_ffff_ffff_c000n }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(place, fc.uint8Array({ maxLength: 5000 })), { maxLength: 5 }), writes => {
      const store = byteStore();
      const model = new Map<bigint, number>();
      for (const [at, bytes] of writes) {
        store.write(at, bytes);
        for (const [i, byte] of bytes.entries()) model.set(at + BigInt(i), byte);
      }
      for (const [at, bytes] of writes)
        assert.equal(
          store.read(at, bytes.length),
          Uint8Array.from(bytes, (_, i) => model.get(at + BigInt(i))!),
        );
    }),
    { numRuns: 30, seed: 1 },
  );
});

memories('know where the beats of every kind of burst are', () => {
  const offsets = (fields: Record<string, number>): number[] => {
    const burst = burstOf('read', name => ({ ...request, ...fields })[name]!);
    return Array.from({ length: burst.length }, (_, i) => beatOffset(burst, i));
  };
  assert.equal(offsets({ addr: 0x1003, len: 2 }), [0, 8, 16]);
  assert.equal(offsets({ addr: 0x1003, len: 2, size: 1 }), [2, 4, 6]);
  assert.equal(offsets({ addr: 0x1024, len: 3, size: 2, burst: 2 }), [0x24, 0x28, 0x2c, 0x20]);
  assert.equal(offsets({ addr: 0x1010, len: 2, burst: 0 }), [0x10, 0x10, 0x10]);
  assert.throws(
    () => offsets({ addr: 0xff8, len: 1 }),
    /read burst of 2 beats at address 0xff8 crosses a border of 4 KB/,
  );
  assert.throws(() => offsets({ burst: 3 }), /kind 3/);
});

memories('answer narrow, wrapping and fixed bursts, with their ID', () => {
  const sim = simulate(through());
  const memory = axiMemory(sim, 'm_axi', { latency: 3 });
  memory.write(
    0,
    Uint8Array.from({ length: 64 }, (_, i) => i),
  );
  const { s_axi_b, s_axi_r } = sim.run(
    {
      s_axi_aw: [
        { ...request, addr: 0x103, len: 2, size: 0 },
        { ...request, addr: 0x118, len: 1, burst: 2 },
        { ...request, addr: 0x120, len: 1, burst: 0, id: 2 },
      ],
      s_axi_w: [
        { data: 0xaa000000n, strb: 0x08, last: false },
        { data: 0xbb00000000n, strb: 0x10, last: false },
        { data: 0xcc0000000000n, strb: 0x20, last: true },
        { data: 0x11n, strb: 0xff, last: false },
        { data: 0x22n, strb: 0xff, last: true },
        { data: 0x33n, strb: 0xff, last: false },
        { data: 0x44n, strb: 0x0f, last: true },
      ],
      s_axi_ar: [{ ...request, addr: 0x28, len: 3, burst: 2, id: 1 }],
    },
    { expect: { s_axi_b: 3, s_axi_r: 4 } },
  );
  assert.equal(
    s_axi_b,
    [5, 5, 2].map(id => ({ id, resp: 0 })),
  );
  assert.equal(
    s_axi_r.map(({ id, data, last }) => [id, Number(BigInt(data) & 0xffn), last]),
    [0x28, 0x30, 0x38, 0x20].map((at, i) => [1, at, i === 3]),
  );
  assert.equal([...memory.read(0x102, 5)], [0, 0xaa, 0xbb, 0xcc, 0]);
  assert.equal([...memory.read(0x118, 1), ...memory.read(0x110, 1), ...memory.read(0x120, 1)], [0x11, 0x22, 0x44]);
});

/** Two masters that only read. */
const readers = module(
  'readers',
  () => ({
    a: axiReadMaster({ addressBits: 32, dataBits: 32 }),
    b: axiReadMaster({ addressBits: 32, dataBits: 128 }),
    to_a: streamIn(axiCommand(32, 16)),
    to_b: streamIn(axiCommand(32, 16)),
    of_a: streamOut(axiResult(32)),
    of_b: streamOut(axiResult(32)),
  }),
  io => {
    for (const [port, commands, results] of [
      [io.a, io.to_a, io.of_a],
      [io.b, io.to_b, io.of_b],
    ] as const) {
      const reads = axiRead(port, commands, { outstanding: 8 });
      reads.data.ready.set(true);
      reads.results.into(results);
    }
  },
);

const cyclesOf = (options: AxiMemoryOptions): number => {
  const sim = simulate(readers());
  axiMemory(sim, ['a', 'b'], options);
  return sim.transfer(
    { to_a: [{ address: 0, bytes: 4 * 600 }], to_b: [{ address: 0x4000, bytes: 16 * 600 }] },
    { expect: { of_a: 1, of_b: 1 } },
  ).cycles;
};

memories('give several buses their own bandwidth, and share one', () => {
  const near = (cycles: number, ideal: number): void =>
    assert.ok(cycles >= ideal && cycles < 1.05 * ideal + 60, `${cycles} cycles, ideally ${ideal}`);
  near(cyclesOf({}), 600);
  near(cyclesOf({ rate: 2 / 3 }), 900);
  near(cyclesOf({ sharedRate: 1 }), 1200);
  near(cyclesOf({ sharedRate: 0.5 }), 2400);
});

memories('do the same from the same seed', () => {
  const options = { latency: [1, 50], stall: 0.4 } as const;
  assert.is(cyclesOf({ ...options, seed: 3 }), cyclesOf({ ...options, seed: 3 }));
  assert.is.not(cyclesOf({ ...options, seed: 3 }), cyclesOf({ ...options, seed: 4 }));
});

memories('refuse what they cannot be', () => {
  const sim = simulate(readers());
  assert.throws(() => axiMemory(sim, 'c'), /readers has no AXI master c/);
  assert.throws(() => axiMemory(sim, []), /no bus/);
  assert.throws(() => axiMemory(sim, 'a', { rate: 0 }), /a rate of 0 beats/);
  assert.throws(() => axiMemory(sim, 'a', { latency: 0 }), /a latency of 0 cycles/);
  assert.throws(() => axiMemory(sim, 'a', { stall: 1 }), /hold back in 1 of all cycles/);
});

memories.run();
