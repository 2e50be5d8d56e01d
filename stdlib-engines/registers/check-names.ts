import type { Diagnostic } from '../../dsl/error/index.js';
import type { Loc } from '../../dsl/ir/index.js';
import type { Field } from './field.js';
import { snake } from './names.js';
import type { Register } from './register.js';

/** Methods that registers have in the generated classes, beside their fields. */
const methods = new Set(['read_word', 'write_word', 'read_fields', 'write_fields']);

/**
 * Names that are none, and those that software would mistake for another: `irqStatus` and `irq_status` are one, as are
 * `a.b_c` and `a_b.c` to a C compiler.
 */
export function nameProblems(map: string, registers: Readonly<Record<string, Register>>, loc: Loc): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const wrong = (message: string, help: string, place: Loc): void => {
    problems.push({ code: 'HW058', message, help, spans: [{ loc: place, note: '' }] });
  };
  const isName = (what: string, name: string, place: Loc): boolean => {
    if (/^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/.test(name)) return true;
    wrong(`${what}: '${name}' is no name`, 'letters, digits, and single underscores between them', place);
    return false;
  };
  const taken = new Map<string, string>();
  const claim = (what: string, names: readonly string[], place: Loc): boolean => {
    const clash = names.find(name => taken.has(name));
    if (clash !== undefined)
      wrong(`${what} and ${taken.get(clash)} are both ${clash} in software`, 'give one of them another name', place);
    for (const name of names) taken.set(name, what);
    return clash === undefined;
  };
  isName('the map', map, loc);
  for (const [name, register] of Object.entries(registers)) {
    const what = `register ${name}`;
    const own = snake(name);
    if (!isName(what, name, register.loc)) continue;
    const macros = ['offset', 'count', 'stride'].map(end => `${own}_${end}`);
    if (!claim(what, macros, register.loc)) continue;
    const fields = Object.entries(register.fields);
    if (fields.length === 0) wrong(`${what} has no fields`, 'register({ value: rw(u32) })', register.loc);
    for (const [field, description] of fields) {
      const full = `field ${name}.${field}`;
      if (!isName(full, field, description.loc)) continue;
      if (methods.has(snake(field)))
        wrong(`${full} has the name of a method of the generated classes`, 'give it another name', description.loc);
      const { type } = description;
      if (type.kind === 'enum' && !type.cases.every(each => isName(`a case of ${full}`, each, description.loc)))
        continue;
      claim(full, macrosOf(`${own}_${snake(field)}`, description), description.loc);
    }
  }
  return problems;
}

/** What a C compiler knows of a field. */
const macrosOf = (name: string, { type }: Field): string[] => [
  ...['mask', 'shift'].map(end => `${name}_${end}`),
  ...(type.kind === 'enum' ? type.cases.map(each => `${name}_${snake(each)}`) : []),
];
