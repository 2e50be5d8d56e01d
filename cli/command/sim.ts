import { setImmediate as breathe } from 'node:timers/promises';
import type { Command } from 'commander';
import { type Circuit, type Design, designOf, moduleOf } from '../../dsl/ir/index.js';
import { collect, type DesignOptions, loadDesign, takesDesign } from '../load/design.js';
import { wholeFrom } from '../load/numbers.js';
import { type Poke, parsePokes } from '../load/pokes.js';
import { withProgress } from '../output/progress.js';
import { recordInto } from '../output/record.js';
import { ink, print, printJson } from '../output/terminal.js';

interface SimOptions extends DesignOptions {
  readonly cycles: number;
  readonly poke: readonly string[];
  readonly vcd?: string;
  readonly waves?: boolean | number;
  readonly seed?: number;
  readonly json?: boolean;
}

export const addSim = (grace: Command): Command =>
  takesDesign(grace.command('sim').description('simulate a design for some cycles and show its ports'))
    .option('--cycles <n>', 'clock cycles to run', wholeFrom(0, '--cycles'), 100)
    .option(
      '--poke <port=value[@cycle]>',
      'set an input, from the start or from a cycle on; give it again for more',
      collect,
      [],
    )
    .option('--vcd <file>', 'record every signal, for GTKWave or Surfer')
    .option('--waves [n]', 'draw the last n cycles in the terminal (default: 40)', wholeFrom(1, '--waves'))
    .option('--seed <n>', 'start registers without a reset at random values of this seed', wholeFrom(0, '--seed'))
    .option('--json', 'print the ports as JSON')
    .addHelpText(
      'after',
      `
Reset is not active unless it is poked; registers start from their reset values.

Examples:
  $ grace sim src/counter.ts --poke enable=1 --cycles 20 --waves
  $ grace sim src/counter.ts --poke enable=1 --poke enable=0@12 --vcd counter.vcd
  $ grace sim src/fifo.ts --param depth=16 --cycles 1_000_000 --json`,
    )
    .action(simulateFile);

async function simulateFile(file: string, options: SimOptions): Promise<void> {
  const pokes = parsePokes(options.poke);
  const loading = loadDesign(file, options);
  // While esbuild reads the design, in a process of its own.
  const simulator = breathe().then(() => import('../../backend-sim/index.js'));
  const circuit = await loading;
  const { simulate } = await simulator;
  const { seed } = options;
  const sim = simulate(circuit, seed === undefined ? {} : { seed, randomizeState: true });
  const recording = options.vcd === undefined ? undefined : recordInto(options.vcd, path => sim.vcd(path));
  try {
    await withProgress(`simulating ${options.cycles} cycles`, () => runWith(sim, pokes, options.cycles));
  } catch (error) {
    recording?.discard();
    throw recording ? recording.explain(error) : error;
  }
  recording?.finish();
  const ports = Object.fromEntries(portNames(circuit).map(name => [name, sim.peek(name)]));
  const { top } = circuit[designOf];
  if (options.json)
    return printJson({ top, cycles: options.cycles, ports, ...(options.vcd ? { vcd: options.vcd } : {}) });
  const waves =
    options.waves === undefined ? [] : [sim.waves({ last: options.waves === true ? 40 : Number(options.waves) }), ''];
  return print([...waves, `${top} after ${options.cycles} cycles`, ...table(ports)].join('\n'));
}

type Running = { poke(port: string, value: unknown): void; step(cycles: number): void };

/** Runs some cycles, with inputs changed on the way. */
async function runWith(sim: Running, pokes: readonly Poke[], cycles: number): Promise<void> {
  let cycle = 0;
  for (const { port, value, cycle: from } of pokes.filter(poke => poke.cycle <= cycles)) {
    await runFor(sim, from - cycle);
    cycle = from;
    sim.poke(port, value);
  }
  await runFor(sim, cycles - cycle);
}

/** Long runs in slices, so that Ctrl-C and the progress line get their turn. */
async function runFor(sim: Running, cycles: number): Promise<void> {
  for (let left = cycles; left > 0; left -= slice) {
    sim.step(Math.min(left, slice));
    await breathe();
  }
}
const slice = 1 << 15;

/** Ports in declared order, bundles as one. */
const portNames = (circuit: Circuit): string[] => {
  const design: Design = circuit[designOf];
  return [...new Set(moduleOf(design, design.top).ports.map(port => port.path[0]!))];
};

function table(ports: Readonly<Record<string, unknown>>): string[] {
  const width = Math.max(0, ...Object.keys(ports).map(name => name.length));
  return Object.entries(ports).map(([name, value]) => `  ${ink.out.cyan(name.padEnd(width))}  ${show(value)}`);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${show(item)}`)
    .join(', ')} }`;
}
