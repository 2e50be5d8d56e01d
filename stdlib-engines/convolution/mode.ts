import type { Bool, UInt } from '../../dsl/index.js';
import { epilogueModes } from '../accelerator/isa/formats.js';

type Mode = (typeof epilogueModes)[number];

/** The number of each mode of the epilogue. */
export const modes = Object.fromEntries(epilogueModes.map((name, i) => [name, i])) as Readonly<Record<Mode, number>>;

export const modeIs = (mode: UInt, name: Mode): Bool => mode.eq(modes[name]);
