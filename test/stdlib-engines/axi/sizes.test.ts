import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exercise, type Spec } from './bench.js';
import { expected } from './model.js';

const sizes = suite('sizes of AXI masters');

/** The narrowest and the widest of everything, and what is just wide enough. */
const specs: readonly Spec[] = [
  { dataBits: 128, lengthBits: 1, addressBits: 12, burst: 256 },
  { dataBits: 64, lengthBits: 3, addressBits: 13, burst: 16 },
  { dataBits: 256, lengthBits: 40, addressBits: 48, burst: 8 },
  { dataBits: 512, lengthBits: 12, addressBits: 16, burst: 64 },
  { dataBits: 1024, lengthBits: 13, addressBits: 14, burst: 32, idBits: 32, id: 0xffff_ffff },
  { dataBits: 32, lengthBits: 12, addressBits: 12, burst: 256, outstanding: 1 },
];

for (const spec of specs)
  sizes(JSON.stringify(spec), () => {
    const { addressBits = 32, lengthBits = 14 } = spec;
    const half = Math.min(2 ** addressBits, 8192) / 2;
    const most = Math.min(2 ** lengthBits - 1, 900);
    const reads = Array.from({ length: 12 }, (_, i) => ({
      address: (i * 331) % (half - 950),
      bytes: (i * 97) % (most + 1),
    }));
    const writes = reads.map(({ address, bytes }) => ({ address: half + address, bytes }));
    const far = { latency: [1, 9], stall: 0.2 } as const;
    const { run, memory } = exercise(spec, { reads, writes }, far, { fill: half, stall: 0.1 });
    const said = expected(spec, reads, writes, [], half);
    assert.equal(run.data.data, said.data);
    assert.equal(run.data.read_results, said.readResults);
    assert.equal(run.data.write_results, said.writeResults);
    memory.read(half, half).forEach((byte, i) => {
      if (byte !== (said.memory.get(half + i) ?? 0)) assert.unreachable(`the byte at ${half + i}`);
    });
  });

sizes.run();
