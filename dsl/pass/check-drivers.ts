import type { Diagnostic } from '../error/diagnostic.js';
import type { Module } from '../ir/index.js';
import { analyse } from './analyse/analysis.js';
import { allLanes, coverageOf } from './analyse/coverage.js';
import type { Drive, Effects } from './analyse/effects.js';
import { describe } from './describe.js';
import { hiddenSets } from './drivers/hidden.js';
import { pathWithout } from './drivers/path.js';
import { isChecked, undriven, written } from './drivers/undriven.js';
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
        ...hiddenSets(module, effects).map(({ earlier, later }) => hidden(module, earlier, later)),
        ...incomplete(module, effects),
      ]),
};

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
