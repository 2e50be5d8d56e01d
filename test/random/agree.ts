import fc from 'fast-check';
import { compile } from '../../backend-sim/compile/index.js';
import { interpret } from '../../backend-sim/interpret/index.js';
import { type Vector, type VerilogFile, verilog } from '../../backend-verilog/index.js';
import { type Design, designOf, moduleOf } from '../../dsl/ir/index.js';
import type { RereadMachine } from '../backend-verilog/reread/machine.js';
import { reread } from '../backend-verilog/reread/reread.js';
import { pack, prefixed } from '../backend-verilog/stimulus.js';
import { tape } from '../dsl/ir/tape.js';
import { type BuildError, build, type Program } from './design.js';
import type { Recipe } from './recipe.js';
import { type Cycle, differs, record } from './record.js';

const cycles = 12;
/** One stimulus for all, so that making a design simpler does not change it. */
const noise = fc.sample(fc.nat(0xffff), { numRuns: 6000, seed: 1 });

const recordOf = (design: Design): readonly Cycle[] => record(design, tape(noise), cycles);

/** The same by pins, as Verilog has them. */
export function vectorsOf(design: Design, recorded: readonly Cycle[] = recordOf(design)): Vector[] {
  const { domains } = moduleOf(design, design.top);
  const { signals } = interpret(design);
  const packed = (signal: number, lanes: readonly bigint[]) => pack(lanes, signals[signal]!.width);
  return recorded.map(({ given, seen, mask }) => ({
    inputs: Object.fromEntries(given.map(({ signal, lanes }) => [signals[signal]!.path[0]!, packed(signal, lanes)])),
    outputs: Object.fromEntries(
      seen.flatMap((lanes, signal) => {
        const { kind, path } = signals[signal]!;
        return kind === 'output' && path.length === 1 ? [[path[0]!, packed(signal, lanes)]] : [];
      }),
    ),
    clocks: domains.filter((_, i) => (mask >> i) & 1).map(({ clock }) => clock),
  }));
}

/** The re-read Verilog against the record. Clocks stand still at 0, or at 1 when they act as they fall. */
function verilogDiffers(machine: RereadMachine, design: Design, vectors: readonly Vector[]): string | undefined {
  const edges = new Map(moduleOf(design, design.top).domains.map(({ clock, edge }) => [clock, edge === 'rising']));
  const levels = (clocks: Iterable<string>, active: boolean) =>
    Object.fromEntries([...clocks].map(clock => [clock, edges.get(clock) === active ? 1n : 0n]));
  machine.write(levels(edges.keys(), false));
  for (const [cycle, { inputs, outputs, clocks }] of vectors.entries()) {
    machine.write(inputs);
    for (const [port, expected] of Object.entries(outputs)) {
      const found = machine.read(port);
      if (found !== expected)
        return `${port} in cycle ${cycle} is ${found.toString(16)}, not ${expected.toString(16)} (hexadecimal)`;
    }
    machine.write(levels(clocks, true));
    machine.write(levels(clocks, false));
  }
  return undefined;
}

interface Subject {
  readonly program: Program;
  readonly design: Design;
  readonly recorded: readonly Cycle[];
  readonly files: readonly VerilogFile[];
}

/** A difference that shows before Yosys is asked, or what to ask it about. */
function examine(recipe: Recipe, prefix = ''): string | Subject {
  let program: Program;
  try {
    program = build(recipe);
  } catch (error) {
    return `does not build: ${(error as Error).message.split('\n')[0]}`;
  }
  const design = prefixed(program.circuit[designOf], prefix);
  const recorded = recordOf(design);
  let step = 'compiled simulator';
  try {
    const difference = differs(compile(design), recorded);
    if (difference !== undefined) return `${step}: ${difference}`;
    step = 'Verilog';
    return { program, design, recorded, files: verilog(design).files };
  } catch (error) {
    return `${step} throws: ${(error as Error).message}`;
  }
}

/** What differs between the interpreter, the compiled simulator and the Verilog as Yosys reads it, by recipe. */
export async function differences(recipes: readonly Recipe[]): Promise<(string | undefined)[]> {
  const examined = recipes.map((recipe, i) => examine(recipe, `d${i}_`));
  const subjects = examined.filter(result => typeof result !== 'string');
  const machines = await reread(subjects.map(({ design, files }) => ({ top: design.top, files })));
  return examined.map(result => {
    if (typeof result === 'string') return result;
    const { design, recorded } = result;
    const difference = verilogDiffers(machines[subjects.indexOf(result)]!, design, vectorsOf(design, recorded));
    return difference && `Verilog: ${difference}`;
  });
}

/** The same for one recipe. */
export async function differenceOf(recipe: Recipe): Promise<string | undefined> {
  const examined = examine(recipe);
  if (typeof examined === 'string') return examined;
  try {
    return (await differences([recipe]))[0];
  } catch (error) {
    return `Verilog is not read: ${(error as Error).message}`;
  }
}

/** The program of a recipe, also of one that does not build. */
export function programOf(recipe: Recipe): string {
  try {
    return build(recipe).text;
  } catch (error) {
    return (error as BuildError).text;
  }
}
