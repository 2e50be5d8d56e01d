import { type Design, designOf } from 'grace-hdl';
import { verilog } from 'grace-hdl/verilog';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scopesOf } from '../../../backend-sim/hierarchy.js';
import { signalsOf } from '../../../backend-sim/signals.js';
import type { Module } from '../../../dsl/ir/index.js';
import { allExamples } from '../../examples/all.js';

/** The text of each Verilog module by name. */
function modulesOf(design: Design): ReadonlyMap<string, string> {
  const text = verilog(design)
    .files.map(file => file.text)
    .join('\n');
  return new Map([...text.matchAll(/^module (\w+)[\s\S]*?^endmodule/gm)].map(([body, name]) => [name!, body]));
}

/**
 * All bits of another value, read in another way: Verilog uses that one. Or parts side by side, such as the rows of a
 * window, where a stream has them as one and the logic reads each by itself: Verilog has the parts.
 */
function isAlias({ nodes }: Module, id: number): boolean {
  const { op, width, args } = nodes[id]!;
  if (op === 'pack') return !nodes.some(node => node.args.includes(id));
  return op === 'slice' && nodes[args[0]!]!.width === width;
}

test('every signal of a wave has the name that it has in the Verilog, and no two have one', async () => {
  for (const { name, circuit } of await allExamples()) {
    const design = circuit[designOf];
    const scopes = scopesOf(design);
    const modules = modulesOf(design);
    const paths = new Set<string>();
    for (const { path, place } of signalsOf(design, scopes)) {
      assert.not(paths.has(path.join('.')), `${name}: two signals ${path.join('.')}`);
      paths.add(path.join('.'));
      if (place.at !== 'node' || isAlias(scopes[place.scope]!.module, place.node)) continue;
      const text = modules.get(scopes[place.scope]!.module.name)!;
      assert.match(text, new RegExp(`\\b${path.at(-1)}\\b`), `${name}: ${path.join('.')}`);
    }
  }
});

test.run();
