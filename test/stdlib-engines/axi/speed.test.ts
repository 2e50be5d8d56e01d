import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Command, exercise, type Spec } from './bench.js';

const speed = suite('speed of AXI masters');

/** Bursts of 16 beats, many in one command or one in each. */
const reads = (dataBits: number, each: number): Command[] =>
  Array.from({ length: 64 / each }, (_, i) => ({ address: i * each * 2 * dataBits, bytes: each * 2 * dataBits }));

for (const dataBits of [32, 64, 128] as const)
  for (const [rate, each] of [
    [1, 8],
    [0.75, 1],
  ] as const)
    speed(`${dataBits} bits, commands of ${each} bursts, a memory of ${rate} beats per cycle`, () => {
      const spec: Spec = { dataBits, outstanding: 4 };
      const commands = reads(dataBits, each);
      const writes = commands.map(({ address, bytes }) => ({ address: address + 0x10_0000, bytes }));
      const beats = 64 * 16;
      const latency = 24;
      for (const only of [
        { reads: commands, writes: [] },
        { reads: [], writes },
      ]) {
        const { cycles } = exercise(spec, only, { latency, rate }).run;
        // A latency and a burst to fill and to drain the way; what is between is 95 % of the memory's bandwidth or more.
        const least = beats / rate;
        assert.ok(cycles <= latency + 32 + least / 0.95, `${cycles} cycles for ${least}`);
      }
    });

speed('asks for as many bursts as may be outstanding and have room, and no more', () => {
  const commands = reads(64, 1);
  for (const [spec, most] of [
    [{ dataBits: 64, outstanding: 3 }, 3],
    [{ dataBits: 64, outstanding: 8 }, 8],
    [{ dataBits: 64, outstanding: 3, buffer: 128 }, 3],
    [{ dataBits: 64, outstanding: 1, buffer: 64 }, 1],
    [{ dataBits: 64, outstanding: 8, buffer: 40 }, 2],
  ] as const)
    for (const channel of ['ar', 'aw'] as const) {
      let asked = 0;
      let held = 0;
      const [here, none] = channel === 'ar' ? (['reads', 'writes'] as const) : (['writes', 'reads'] as const);
      const only = { [here]: commands, [none]: [] } as unknown as Record<'reads' | 'writes', Command[]>;
      exercise(
        spec,
        only,
        { latency: 400, outstanding: 64 },
        {
          stall: 0.5,
          watch(sim) {
            if (sim.cycle < 400 && sim.peek(`m_axi_${channel}valid`) && sim.peek(`m_axi_${channel}ready`)) asked++;
            if (sim.peek('m_axi_rvalid') && !sim.peek('m_axi_rready')) held++;
          },
        },
      );
      // The buffer bounds reads alone: what has been written needs no room while it is answered.
      assert.is(asked, channel === 'ar' ? most : spec.outstanding, `${channel} ${JSON.stringify(spec)}`);
      assert.is(held, 0, 'data always find room');
    }
});

speed('write data follow their addresses without a gap, however slowly they come', () => {
  const writes = reads(64, 2);
  let owed = 0;
  let gaps = 0;
  exercise(
    { dataBits: 64 },
    { reads: [], writes },
    { latency: 5 },
    {
      stall: 0.8,
      watch(sim) {
        if (owed > 0 && !sim.peek('m_axi_wvalid')) gaps++;
        if (sim.peek('m_axi_awvalid') && sim.peek('m_axi_awready')) owed += Number(sim.peek('m_axi_awlen')) + 1;
        if (sim.peek('m_axi_wvalid') && sim.peek('m_axi_wready')) owed--;
      },
    },
  );
  assert.is(owed, 0);
  assert.is(gaps, 0);
});

speed.run();
