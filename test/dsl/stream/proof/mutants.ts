import type { VerilogFile } from '../../../../backend-verilog/index.js';

/** A design with one thing broken. */
export interface Mutant {
  readonly name: string;
  readonly files: readonly VerilogFile[];
}

/** Names of what a proof adds to the design, which is left as it is. */
const added = /^board_|_(waits|held|held_last)$/;

/** Every register and memory of the design, one at a time, keeps its first value for ever. */
export function stuck([file]: readonly VerilogFile[]): Mutant[] {
  const { name: path, text } = file!;
  // What has no value at power-up is a net that an always block drives.
  const names = [...text.matchAll(/^ *reg (?:signed )?(?:\[[^\]]+\] )?(\w+)(?: =| \[)/gm)].map(([, name]) => name!);
  return names
    .filter(name => !added.test(name))
    .map(name => {
      const write = new RegExp(`^( *)${name}(\\[[^;]*?\\])? <= [^;]*;`, 'gm');
      const broken = text.replace(write, `$1${name}$2 <= ${name}$2;`);
      if (broken === text) throw new Error(`${name} is never written`);
      return { name: `${name} is stuck`, files: [{ name: path, text: broken }] };
    });
}

/** The design with one piece of its Verilog, which must be there, replaced. */
export function changed([file]: readonly VerilogFile[], from: string | RegExp, to: string): Mutant {
  const { name: path, text } = file!;
  const broken = text.replace(from, to);
  if (broken === text) throw new Error(`there is no ${from} in\n${text}`);
  return { name: `${from} is ${to}`, files: [{ name: path, text: broken }] };
}
