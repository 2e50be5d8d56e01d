import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { designs } from '../../bench/designs.js';
import { icarus } from '../../bench/icarus.js';
import { type Style, sourceOf } from '../../bench/peer-source.js';

const peers = suite('peers/bench');

/**
 * Enough for a few turns, drains and rounds of the program, and for the end of a picture. The cells of the arrays cost
 * Icarus a millisecond a cycle and more.
 */
const cyclesOf: Readonly<Record<string, number>> = { systolic16: 300, systolic32: 180, conv: 11_000 };

const styles: readonly Style[] = ['emitted', 'hand-written'];

for (const design of designs)
  peers(`${design.name}: both styles of Verilog have the checksum of the design`, async () => {
    const cycles = cyclesOf[design.name] ?? 1_000;
    const sim = simulate<unknown>(await design.circuit());
    sim.reset(2);
    sim.step(cycles);
    assert.is.not(sim.peek('checksum'), 0);
    for (const style of styles) {
      const { files, module } = await sourceOf(design, style);
      // The first run clocks once more than asked, so that both are cycles after the reset.
      assert.is(icarus(files, module, cycles - 1).checksum, sim.peek('checksum'), style);
    }
  });

peers.run();
