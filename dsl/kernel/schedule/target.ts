/**
 * How long things take on a device, in nanoseconds, each with the wire that leads to it. ESTIMATES, made from the data
 * sheets' numbers for logic and as much again for wires: good enough to place registers by, no promise of timing.
 */
export interface Target {
  readonly name: string;
  /** Of every period: clock to output of a register, the way from it, setup of the next. */
  readonly register: number;
  /** One look-up table. */
  readonly level: number;
  /** Its inputs, and those of a multiplexer that fits in one. */
  readonly inputs: number;
  readonly choices: number;
  /** Onto a carry chain and off it, and each bit of it. */
  readonly chain: number;
  readonly bit: number;
  /**
   * A product in DSP blocks: widths of the operands of one, its time without registers, then behind registers of its operands,
   * and behind those of the multiplication. Absent: products are made of carry chains.
   */
  readonly product?: { readonly widths: readonly [number, number]; readonly times: readonly [number, number, number] };
  /** A block memory: setup of its address, clock to output. */
  readonly block: readonly [number, number];
}

/** AMD 7 series, speed grade -1 (DS181: LUT 0.124, CARRY4 0.114, DSP48E1 without and with registers, block RAM 2.45). */
const xc7: Target = {
  name: 'xc7',
  register: 0.9,
  level: 0.6,
  inputs: 6,
  choices: 4,
  chain: 0.9,
  bit: 0.03,
  product: { widths: [25, 18], times: [4.5, 3.2, 1.8] },
  block: [0.9, 2.5],
};

/** Lattice ECP5, speed grade 6 (FPGA-DS-02012: LUT4 0.24, MULT18X18D, EBR without output register). */
const ecp5: Target = {
  name: 'ecp5',
  register: 1.2,
  level: 0.8,
  inputs: 4,
  choices: 4,
  chain: 1,
  bit: 0.04,
  product: { widths: [18, 18], times: [5.5, 3.6, 2.4] },
  block: [0.8, 4.2],
};

/** Lattice iCE40 HX (FPGA-DS-02029: LUT4 0.4, carry 0.126, block RAM 2.15); it has no DSP blocks. */
const ice40: Target = {
  name: 'ice40',
  register: 1.5,
  level: 1.2,
  inputs: 4,
  choices: 2,
  chain: 1.3,
  bit: 0.13,
  block: [0.9, 2.2],
};

/** The devices for which there is a table of delays. */
export const targets = Object.freeze({ xc7, ecp5, ice40 });

export type TargetName = keyof typeof targets;

export const adder = ({ chain, bit }: Target, width: number): number => chain + bit * width;

/** A function of so many inputs of one bit each, as a tree of look-up tables. */
export const tree = ({ level, inputs }: Target, count: number): number =>
  count <= 1 ? 0 : level * Math.ceil(Math.log(count) / Math.log(inputs) - 1e-9);

/** One of so many values. */
export const choice = ({ level, choices }: Target, count: number): number =>
  count <= 1 ? 0 : level * Math.ceil(Math.log(count) / Math.log(choices) - 1e-9);

/** Equality takes a pair of bits per input; order is a carry chain. */
export const equal = (target: Target, width: number): number =>
  Math.min(tree(target, 2 * width), adder(target, width / 2));

/**
 * A product with no, one or two registers inside: one for its operands, then one behind the multiplication, before the
 * adder of the block. The register behind that is an ordinary one, which tools take into the block too.
 */
export interface ProductTime {
  readonly latency: 0 | 1 | 2;
  readonly delay: number;
  readonly out: number;
  /** The longest way to a register, within or behind. */
  readonly inside: number;
}

/** The ways to make a product of these widths, the one with the fewest registers first. */
export function products(target: Target, a: number, b: number): readonly ProductTime[] {
  const { product } = target;
  const [wide, narrow] = [Math.max(a, b), Math.min(a, b)];
  if (!product) {
    const rows = adder(target, a + b) + target.level * Math.ceil(Math.log2(Math.max(2, narrow)));
    return [{ latency: 0, delay: rows, out: 0, inside: rows }];
  }
  // What does not fit one block is a sum of the products of its parts.
  const blocks = Math.ceil(wide / product.widths[0]) * Math.ceil(narrow / product.widths[1]);
  const sum = blocks === 1 ? 0 : adder(target, a + b) * Math.ceil(Math.log2(blocks));
  const [plain, operands, both] = product.times.map(time => time + sum) as [number, number, number];
  return [
    { latency: 0, delay: plain, out: 0, inside: plain },
    { latency: 1, delay: 0, out: operands, inside: operands },
    { latency: 2, delay: 0, out: both, inside: both },
  ];
}
