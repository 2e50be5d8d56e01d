import type { Design } from '../dsl/ir/index.js';
import { compile } from './compile/index.js';
import { interpret } from './interpret/index.js';
import type { Machine } from './machine.js';

/** The machines that can run a design. */
export const engines: Readonly<Record<'wasm' | 'interpreter', (design: Design) => Machine>> = {
  wasm: compile,
  interpreter: interpret,
};
