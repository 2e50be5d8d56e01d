import type { Diagnostic } from '../error/diagnostic.js';
import type { Module, Node } from '../ir/index.js';
import { analyse } from './analyse/analysis.js';
import { allLanes, coverageOf } from './analyse/coverage.js';
import type { Drive, Effects } from './analyse/effects.js';
import { describe } from './describe.js';
import { hiddenSets } from './drivers/hidden.js';
import { pathWithout } from './drivers/path.js';
import type { Check } from './pass.js';
import { list } from './phrase.js';

/** HW020, HW021, HW022. Registers keep their value where nothing sets them, so only wires and outputs need one on every path. */
export const checkDrivers: Check = {
  name: 'check-drivers',
  describe: 'every wire and output has a value on every path, and no assignment is in vain',
  check: design =>
    analyse(design)
      .filter(({ module }) => !(module.extern && module.body.length === 0))
      .flatMap(({ module, effects }) => [
        ...undriven(module, effects),
        ...hiddenSets(module).map(({ earlier, later }) => hidden(module, earlier, later)),
        ...incomplete(module, effects),
      ]),
};

const isChecked = ({ op }: Node): boolean => op === 'wire' || op === 'output';

/** One error for all outputs, and one for all wires: a forgotten bundle is one mistake. */
function undriven(module: Module, effects: Effects): Diagnostic[] {
  // An input of an instance that nothing drives is an open port: see check-connections.
  const fed = new Set(module.instances.flatMap(({ inputs }) => Object.values(inputs)));
  const isMissing = (node: Node): boolean => isChecked(node) && !effects.drives.has(node.id);
  const missing = module.nodes.filter(node => isMissing(node) && !(node.op === 'wire' && fed.has(node.id)));
  return (['output', 'wire'] as const).flatMap(op => {
    const nodes = missing.filter(node => node.op === op);
    if (nodes.length === 0) return [];
    const names = nodes.map(node => describe(module, node.id));
    const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
    const subject = `${op}${names.length > 1 ? 's' : ''} ${list(shown)}`;
    const places = new Map(nodes.map(node => [lineOf(node), node])).values();
    return {
      code: 'HW020',
      message: `${nodes[0]!.name === undefined ? describe(module, nodes[0]!.id) : subject} never gets a value`.replace(
        /^(\w+s .*) gets/,
        '$1 get',
      ),
      spans: [...places]
        .slice(0, 4)
        .map(node => ({ loc: node.loc, note: `${describe(module, node.id)} is made here` })),
      module: module.name,
      where: module.loc,
      help: `assign it: ${written(module, nodes[0]!)}.set(...)`,
    } satisfies Diagnostic;
  });
}

/** A target as its module writes it. */
function written({ ports }: Module, { id, name }: Node): string {
  const port = ports.find(({ node }) => node === id);
  return port ? `io.${port.path.join('.')}` : (name ?? 'w');
}

function lineOf({ loc, id }: Node): string {
  const frame = loc?.frames[0];
  return frame ? `${frame.file}:${frame.line}` : String(id);
}

function hidden(module: Module, earlier: Drive['stmt'], later: Drive['stmt']): Diagnostic {
  const name = describe(module, later.target);
  const [a, b] = [earlier.loc?.frames[0], later.loc?.frames[0]];
  const again = a && b && a.file === b.file && a.line === b.line;
  return {
    code: 'HW021',
    message: `${name} is set, and then set again whatever happens`,
    spans: again
      ? [{ loc: later.loc, note: `${name} is set here more than once` }]
      : [
          { loc: later.loc, note: `the last assignment wins: this one hides the earlier one` },
          { loc: earlier.loc, note: `which has no effect` },
        ],
    module: module.name,
    where: module.loc,
    help: 'keep one of them; or set the default first, and the exceptions below it inside when(...)',
  };
}

function incomplete(module: Module, effects: Effects): Diagnostic[] {
  const covered = coverageOf(module, module.body);
  return module.nodes.flatMap(node => {
    const drives = effects.drives.get(node.id);
    if (!isChecked(node) || !drives) return [];
    const missing = allLanes(node.lanes) & ~(covered.get(node.id) ?? 0n);
    if (missing === 0n) return [];
    const lane = missing.toString(2).length - 1 - missing.toString(2).lastIndexOf('1');
    const name = describe(module, node.id) + (node.lanes > 1 ? `[${lane}]` : '');
    const { words, at } = pathWithout(module, module.body, node.id, lane);
    const given = written(module, node);
    const made = { loc: node.loc, note: `${describe(module, node.id)} is made here` };
    const where = { module: module.name, where: module.loc };
    if (words.length === 0) {
      const byIndex = drives.find(({ stmt }) => stmt.index !== undefined)?.stmt;
      const spans = byIndex
        ? [{ loc: byIndex.loc, note: 'a lane chosen at run time leaves the others without a value' }]
        : [];
      const help = byIndex
        ? `set a default above, for all lanes: ${given}.set(...)`
        : `assign it: ${given}.at(${lane}).set(...)`;
      return {
        code: 'HW020',
        message: `${name} never gets a value`,
        spans: [...spans, made],
        ...where,
        help,
      } satisfies Diagnostic;
    }
    const last = words.at(-1)!;
    return {
      code: 'HW022',
      message: `${name} has no value when ${list(words)}`,
      spans: [{ loc: at?.loc ?? drives[0]!.stmt.loc, note: `nothing sets ${name} here when ${last}` }, made],
      ...where,
      help: `set a default above: ${given}.set(...), which what follows overrides; or add .otherwise(...)`,
    } satisfies Diagnostic;
  });
}
