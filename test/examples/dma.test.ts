import fc from 'fast-check';
import { type AxiMemoryOptions, axiLiteBench, axiMemory, registerDriver } from 'grace-hdl/engines';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dma } from '../../examples/dma/dma.js';
import { dmaMap } from '../../examples/dma/registers.js';

const copying = suite('examples/dma');

interface Copy {
  readonly source: number;
  readonly destination: number;
  readonly bytes: number;
}

const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 11 + (i >> 8) + 1) & 0xff);

/** Does copies one after another, and gives the memory, the cycles of each, and what the registers then say. */
async function copy(circuit: ReturnType<typeof dma>, options: AxiMemoryOptions, copies: readonly Copy[]) {
  const sim = simulate(circuit);
  const memory = axiMemory(sim, 'm_axi', options);
  memory.write(0, pattern(0x8000));
  const cycles: number[] = [];
  const said: unknown[] = [];
  await sim.process(async p => {
    const engine = registerDriver(dmaMap, axiLiteBench(p, 's_axi'));
    await engine.irq_enable.writeFields({ done: true });
    for (const { source, destination, bytes } of copies) {
      await engine.source.writeFields({ address: source });
      await engine.destination.writeFields({ address: destination });
      await engine.length.writeFields({ bytes });
      const start = sim.cycle;
      await engine.control.writeFields({ start: true });
      await p.until(() => sim.peek('irq'));
      cycles.push(sim.cycle - start);
      await engine.irq_status.writeFields({ done: true });
      said.push({ ...(await engine.status.readFields()), ...(await engine.error.readFields()) });
    }
  });
  return { memory, cycles, said };
}

for (const dataBits of [32, 64, 128] as const) {
  const circuit = dma({ dataBits });

  copying(`${dataBits} bits: copies as memory does, whatever the places and the memory are`, async () => {
    const place = fc.record({ source: fc.nat(0x6fff), destination: fc.nat(0x6fff), bytes: fc.nat(700) });
    const memories = fc.record({
      latency: fc.tuple(fc.constant(1), fc.integer({ min: 1, max: 30 })),
      stall: fc.constantFrom(0, 0.3),
      seed: fc.nat(100),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 3 }), memories, async (places, options) => {
        // The two places do not overlap.
        const copies = places.map(each => ({ ...each, destination: 0x8000 + each.destination }));
        const { memory, said } = await copy(circuit, options, copies);
        const model = new Uint8Array(0x10000);
        model.set(pattern(0x8000));
        for (const { source, destination, bytes } of copies) model.copyWithin(destination, source, source + bytes);
        assert.ok(Buffer.from(model).equals(memory.read(0, 0x10000)));
        for (const each of said) assert.equal(each, { busy: false, read: 'okay', write: 'okay', address: 0 });
      }),
      { numRuns: 6, seed: 3 },
    );
  });
}

copying('reads and writes at 95 % of what the memory can do', async () => {
  for (const rate of [1, 0.6]) {
    const { cycles } = await copy(dma({ dataBits: 64 }), { latency: 20, rate }, [
      { source: 0, destination: 0x8000, bytes: 0x4000 },
    ]);
    // Registers, two latencies, and a burst that is collected before it is written.
    const around = 20 + 2 * 20 + 16 / rate;
    assert.ok(cycles[0]! - around <= 0x4000 / 8 / rate / 0.95, `${cycles[0]} cycles at ${rate}`);
  }
});

copying('tells software where it went wrong', async () => {
  const errors = [{ from: 0x4000, bytes: 0x1000 }] as const;
  const { said } = await copy(dma({ dataBits: 64 }), { errors }, [
    { source: 0x3ff1, destination: 0x9000, bytes: 100 },
    { source: 0x100, destination: 0x3fe0, bytes: 100 },
    { source: 0x100, destination: 0x9000, bytes: 0 },
  ]);
  assert.equal(said, [
    { busy: false, read: 'slave_error', write: 'okay', address: 0x4000 },
    { busy: false, read: 'okay', write: 'slave_error', address: 0x4000 },
    { busy: false, read: 'okay', write: 'okay', address: 0 },
  ]);
});

copying.run();
