import type { Signal } from '../machine.js';
import { decodeScalar } from '../value/scalar.js';

/** A clock pin in a VCD file. */
export interface VcdClock {
  readonly name: string;
}

/** One variable of a VCD file: what it is called, and how its value is written. */
interface Variable {
  readonly id: string;
  readonly type: string;
  readonly width: number;
  readonly name: string;
  /** The line that gives it the value of these lanes. */
  readonly line: (lanes: readonly bigint[]) => string;
  /** The only lane that it shows, when it is not all of them. */
  readonly lane?: number;
}

/** Gives the present values of the signals, by their number in the file. */
export interface VcdSource {
  lanes(signal: number): readonly bigint[];
  /** Of signals of one lane and at most 32 bits, unsigned. */
  small(signal: number): number;
}

/** Writes the text of a VCD file (IEEE 1364-2005, clause 18), piece by piece. Times are picoseconds. */
export interface Vcd {
  /** Header and declarations. */
  readonly header: string;
  /** The lines for the signals that changed since the last call; all of them at first. */
  changes(source: VcdSource): string;
  /** The line for a clock's new level. */
  clock(index: number, level: 0 | 1): string;
}

/**
 * Names are those of the Verilog. A vector is its packed bus, lane 0 lowest, and beside it one variable
 * `name[i]` per lane. An enum has a `string` variable `name.text` with its case, and fixed point a `real` variable
 * `name.real`, as GTKWave and Surfer show them.
 */
export function vcdOf(topName: string, signals: readonly Signal[], clocks: readonly VcdClock[]): Vcd {
  let count = 0;
  const id = (): string => identifier(count++);
  const clockIds = clocks.map(id);
  const variables = signals.map(signal => variablesOf(signal, id));
  const before: (number | readonly bigint[] | undefined)[] = signals.map(() => undefined);
  const isSmall = signals.map(({ lanes, width }) => lanes === 1 && width <= 32);

  const header: string[] = ['$version grace-hdl $end', '$timescale 1ps $end', `$scope module ${topName} $end`];
  header.push(...clocks.map(({ name }, i) => `$var wire 1 ${clockIds[i]} ${name} $end`));
  declare(treeOf(signals), variables, header);
  header.push('$upscope $end', '$enddefinitions $end', '');
  return {
    header: header.join('\n'),
    changes(source) {
      let text = '';
      variables.forEach((shown, i) => {
        const was = before[i];
        const now = isSmall[i] ? source.small(i) : source.lanes(i);
        if (was === now) return;
        const lanes = typeof now === 'number' ? [BigInt(now)] : now;
        const old = typeof was === 'object' ? was : undefined;
        if (old?.every((lane, k) => lane === lanes[k])) return;
        before[i] = now;
        for (const { lane, line } of shown) {
          if (lane === undefined || old?.[lane] !== lanes[lane]) text += `${line(lanes)}\n`;
        }
      });
      return text;
    },
    clock: (index, level) => `${level}${clockIds[index]}\n`,
  };
}

function variablesOf(signal: Signal, id: () => string): Variable[] {
  const { width, lanes, format, kind } = signal;
  const name = signal.path.at(-1)!;
  const type = kind === 'reg' ? 'reg' : 'wire';
  const bits = (own: string, of: (lanes: readonly bigint[]) => bigint, size: number) => (values: readonly bigint[]) =>
    size === 1 ? `${of(values)}${own}` : `b${of(values).toString(2)} ${own}`;
  const plain = (label: string, size: number, of: (lanes: readonly bigint[]) => bigint): Variable => {
    const own = id();
    return { id: own, type, width: size, name: label, line: bits(own, of, size) };
  };
  const found: Variable[] = [];
  if (lanes === 1) found.push(plain(name, width, values => values[0]!));
  else {
    found.push(plain(name, width * lanes, values => pack(values, width)));
    for (let i = 0; i < lanes; i++) found.push({ ...plain(`${name}[${i}]`, width, values => values[i]!), lane: i });
  }
  if (lanes === 1 && format.kind === 'enum') {
    const own = id();
    const line = (values: readonly bigint[]) => `s${String(decodeScalar(values[0]!, format, width))} ${own}`;
    found.push({ id: own, type: 'string', width: 1, name: `${name}.text`, line });
  }
  if (lanes === 1 && format.kind === 'fixed') {
    const own = id();
    const line = (values: readonly bigint[]) => `r${String(decodeScalar(values[0]!, format, width))} ${own}`;
    found.push({ id: own, type: 'real', width: 64, name: `${name}.real`, line });
  }
  return found;
}

const pack = (lanes: readonly bigint[], width: number): bigint =>
  lanes.reduceRight((bits, lane) => (bits << BigInt(width)) | lane, 0n);

interface Branch {
  readonly signals: number[];
  readonly instances: Map<string, Branch>;
}

function treeOf(signals: readonly Signal[]): Branch {
  const root: Branch = { signals: [], instances: new Map() };
  signals.forEach(({ path }, i) => {
    let branch = root;
    for (const name of path.slice(0, -1)) {
      if (!branch.instances.has(name)) branch.instances.set(name, { signals: [], instances: new Map() });
      branch = branch.instances.get(name)!;
    }
    branch.signals.push(i);
  });
  return root;
}

function declare(branch: Branch, variables: readonly (readonly Variable[])[], out: string[]): void {
  for (const i of branch.signals) {
    for (const { type, width, id, name } of variables[i]!) {
      const range = width > 1 && type !== 'real' && type !== 'string' ? ` [${width - 1}:0]` : '';
      out.push(`$var ${type} ${width} ${id} ${name}${range} $end`);
    }
  }
  for (const [name, inner] of branch.instances) {
    out.push(`$scope module ${name} $end`);
    declare(inner, variables, out);
    out.push('$upscope $end');
  }
}

/** The shortest identifiers of printable characters, `!` to `~`. */
function identifier(number: number): string {
  let rest = number;
  let text = '';
  do {
    text += String.fromCharCode(33 + (rest % 94));
    rest = Math.floor(rest / 94) - 1;
  } while (rest >= 0);
  return text;
}
