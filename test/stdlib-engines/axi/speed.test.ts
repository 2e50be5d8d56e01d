import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Command, exercise, type Spec } from './bench.js';

const speed = suite('speed of AXI masters');

/** Bursts of 16 beats, many in one command or one in each. */
const reads = (dataBits: number, each: number): Command[] =>
  Array.from({ length: 64 / each }, (_, i) => ({ address: i * each * 2 * dataBits, bytes: each * 2 * dataBits }));

for (const dataBits of [32, 64, 128] as const)
  for (const rate of [1, 0.75, 0.5])
    for (const each of [8, 1])
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

speed.run();
