import { createHash } from 'node:crypto';
import type { Circuit, Design } from '../../dsl/ir/index.js';
import { designIn, type VerilogFile, verilog } from '../verilog.js';
import { type Usage, usageOf } from './cells.js';
import { type DeviceName, devices, type Resources, type Target, usualDevice } from './devices.js';
import { sources } from './lint.js';
import { loadYosys } from './load.js';

export interface SynthOptions {
  /** Default `xc7`, or the family of the device. */
  readonly target?: Target;
  /** What the usage is measured against. Default: xc7z020, lfe5u-85f, ice40hx8k. */
  readonly device?: DeviceName;
  /**
   * Each module by itself, and the cells added up: nothing is shared or simplified across their borders, but a module that stands
   * several times is mapped once, and a design of tens of thousands of cells ends in minutes instead of hours. Only `xc7`;
   * default false.
   */
  readonly byModule?: boolean;
  /** Results of earlier runs; see `synthKey`. */
  readonly cache?: SynthCache;
}

/** Keeps results between runs: a folder, a map. */
export interface SynthCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export interface SynthReport {
  readonly top: string;
  readonly target: Target;
  readonly device: DeviceName;
  /** Primitives by name, as Yosys counts them. */
  readonly cells: Readonly<Record<string, number>>;
  readonly used: Usage;
  readonly available: Resources;
  /** Share of the device in percent, by kind. */
  readonly percent: Resources;
  /** True when every kind fits. */
  readonly fits: boolean;
}

/**
 * What a circuit takes of a device, counted by Yosys. A guide, not the vendor tool's result: no placement,
 * no timing. 4 to 7 s for `xc7` at least, about 25 s for 256 multipliers; nothing when the cache knows the answer.
 *
 * @throws RangeError when the device does not belong to the target, or `byModule` is asked for another than `xc7`.
 */
export async function synth(circuit: Circuit | Design, options: SynthOptions = {}): Promise<SynthReport> {
  const design = designIn(circuit);
  const target = options.target ?? (options.device ? devices[options.device].target : 'xc7');
  const device = options.device ?? usualDevice[target];
  if (devices[device].target !== target) throw new RangeError(`${device} is no ${target} device`);
  const { byModule = false } = options;
  if (byModule && target !== 'xc7') throw new RangeError(`modules are mapped one by one for xc7, not for ${target}`);
  const { files: own, boxes } = verilog(design, { comments: false });
  const files = [...own, ...boxes];
  const key = synthKey(files, design.top, target, byModule);
  const known = options.cache?.get(key);
  const cells = known
    ? (JSON.parse(known) as Record<string, number>)
    : await count(files, design.top, scripts[target](design.top, byModule));
  if (!known) options.cache?.set(key, JSON.stringify(cells));
  const used = usageOf(target, cells);
  const available = devices[device].has;
  const share = (kind: keyof Resources): number =>
    available[kind] ? (100 * used[kind]) / available[kind] : used[kind] && 100;
  const percent = { lut: share('lut'), ff: share('ff'), bram: share('bram'), dsp: share('dsp') };
  const kinds = ['lut', 'ff', 'bram', 'dsp'] as const;
  const fits = kinds.every(kind => used[kind] <= available[kind]);
  return { top: design.top, target, device, cells, used, available, percent, fits };
}

/** Names a result: the Verilog without its source comments, and what is done with it. */
export function synthKey(files: readonly VerilogFile[], top: string, target: Target, byModule = false): string {
  const hash = createHash('sha256').update(`grace-synth-1 ${target} ${top}${byModule ? ' by module' : ''}\n`);
  for (const { name, text } of files) hash.update(`${name}\n${text}\n`);
  return hash.digest('hex');
}

const scripts: Record<Target, (top: string, byModule: boolean) => string> = {
  xc7: (top, byModule) => `synth_xilinx -family xc7 ${byModule ? '' : '-flatten '}-noiopad -noclkbuf -top ${top}`,
  ecp5: top => `synth_ecp5 -top ${top}`,
  // This family has no LUT RAM, and Yosys would rather fail than build a memory from flip-flops against its attribute.
  ice40: top => `setattr -unset ram_style */a:ram_style=distributed; synth_ice40 -dsp -top ${top}`,
};

async function count(files: readonly VerilogFile[], top: string, synthesis: string): Promise<Record<string, number>> {
  const yosys = await loadYosys();
  const script = `read_verilog ${sources(files)}; ${synthesis}; tee -q -o stat.json stat -top ${top} -json`;
  const text = yosys.run(script, files).files['stat.json'] ?? '';
  const { design } = JSON.parse(text.slice(text.indexOf('{'))) as {
    design: { num_cells_by_type: Record<string, number> };
  };
  return design.num_cells_by_type;
}
