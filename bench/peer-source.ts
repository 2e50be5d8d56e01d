import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { designOf } from 'grace-hdl';
import { verilog } from 'grace-hdl/verilog';
import type { Design, Module } from './designs.js';

export type Style = 'emitted' | 'hand-written';

/** The styles that a design has a peer in. */
export const stylesOf = ({ peer }: Design): readonly Style[] => (peer ? ['emitted', 'hand-written'] : ['emitted']);

/** The files of one style of a design, and its top module; our Verilog where there is no other. */
export async function sourceOf(
  design: Design,
  style: Style,
): Promise<{ files: { name: string; text: string }[]; module: Module }> {
  if (style === 'emitted' || !design.peer) {
    const circuit = await design.circuit();
    const { top } = circuit[designOf];
    return { files: [...verilog(circuit).files], module: { file: `${top}.v`, top, parameters: {} } };
  }
  const path = fileURLToPath(new URL(`./verilog/${design.peer.file}`, import.meta.url));
  return { files: [{ name: design.peer.file, text: readFileSync(path, 'utf8') }], module: design.peer };
}
