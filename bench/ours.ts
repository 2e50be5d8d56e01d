import { createInterface } from 'node:readline';
import { simulate } from 'grace-hdl/sim';
import { designs } from './designs.js';

/** Our side of `session.ts`: clocks the design named in the argument. */
const design = designs.find(({ name }) => name === process.argv[2]);
if (!design) throw new Error(`bench: no design '${process.argv[2]}'`);
// Verilator checks no stream rules, so neither do we here.
const sim = simulate(await design.circuit(), { monitor: false });
sim.poke('rst', 1);
sim.step(2);
sim.poke('rst', 0);
for await (const line of createInterface({ input: process.stdin })) {
  const start = process.hrtime.bigint();
  sim.step(Number(line));
  const ns = process.hrtime.bigint() - start;
  process.stdout.write(`${sim.peek('checksum')} ${ns} ${process.resourceUsage().maxRSS}\n`);
}
