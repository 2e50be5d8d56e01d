import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { designs } from '../../bench/designs.js';
import { icarus } from '../../bench/icarus.js';

const peers = suite('peers/bench');

/** Enough for a few turns, drains and rounds of the program; `conv` says nothing before the end of a picture. */
const cyclesOf = (name: string): number => (name === 'conv' ? 22_000 : 2_000);

for (const { name, circuit, peer } of designs)
  peers(`${name}: the hand-written Verilog has the checksum of the design`, async () => {
    const cycles = cyclesOf(name);
    const sim = simulate<unknown>(await circuit());
    sim.reset(2);
    sim.step(cycles);
    const path = fileURLToPath(new URL(`../../bench/verilog/${peer.file}`, import.meta.url));
    // The first run clocks once more than asked, so that both are cycles after the reset.
    const { checksum } = icarus([{ name: peer.file, text: readFileSync(path, 'utf8') }], peer, cycles - 1);
    assert.is(checksum, sim.peek('checksum'));
    assert.is.not(checksum, 0);
  });

peers.run();
