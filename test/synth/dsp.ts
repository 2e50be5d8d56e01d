import { loadYosys, type Usage, verilog } from '../../backend-verilog/index.js';
import { usageOf } from '../../backend-verilog/yosys/cells.js';
import { type Circuit, designOf } from '../../dsl/index.js';

interface Cell {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly connections: Readonly<Record<string, readonly (number | string)[]>>;
}

/** A DSP48E1, and which of its registers and of its ways to a neighbour are used: `A1 B1 M P PCIN`. */
function describe({ parameters, connections }: Cell): string {
  const registers = ['AREG', 'BREG', 'CREG', 'MREG', 'PREG'].flatMap(name => {
    const stages = Number.parseInt(parameters[name] ?? '0', 2);
    return stages > 0 ? [name[0] + (name < 'C' ? String(stages) : '')] : [];
  });
  const inputs = ['ACIN', 'BCIN', 'PCIN'].filter(name => connections[name]?.some(bit => typeof bit === 'number'));
  return [...registers, ...inputs].join(' ');
}

export interface Synthesised {
  readonly used: Usage;
  readonly cells: Readonly<Record<string, number>>;
  /** How many DSP48E1 use what of theirs. */
  readonly dsp: Readonly<Record<string, number>>;
}

/** What `synth_xilinx` makes of a circuit on 7 series, with the DSP blocks looked into. */
export async function synthesised(circuit: Circuit): Promise<Synthesised> {
  const yosys = await loadYosys();
  const { files } = verilog(circuit, { comments: false });
  const { top } = circuit[designOf];
  const names = files.map(({ name }) => name).filter(name => name.endsWith('.v'));
  const script = `read_verilog ${names.join(' ')}; synth_xilinx -family xc7 -flatten -noiopad -noclkbuf -top ${top}; write_json out.json`;
  const { modules } = JSON.parse(yosys.run(script, files).files['out.json']!) as {
    modules: Record<string, { cells: Record<string, Cell> }>;
  };
  const all = Object.values(modules[top]!.cells);
  const cells = tally(all.map(({ type }) => type));
  const dsp = tally(all.filter(({ type }) => type === 'DSP48E1').map(describe));
  return { used: usageOf('xc7', cells), cells, dsp };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
