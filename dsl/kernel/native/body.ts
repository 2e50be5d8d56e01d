import type { Block, Kernel, Loop, Operation, Step, ValueId } from '../ir.js';
import { converted, expressionOf, nameOf } from './operation.js';
import { changeable } from './uses.js';
import { isNumber } from './words.js';

/** The statements of a kernel's body in JavaScript, and the tables that it reads, which are made once. */
export function bodyOf(kernel: Kernel): { lines: readonly string[]; tables: readonly string[] } {
  const { values } = kernel;
  const lines: string[] = [];
  const tables: string[] = [];
  const free = changeable(kernel);
  const number = (id: ValueId): boolean => isNumber(values[id]!.range);
  const isArray = (id: ValueId): boolean => values[id]!.length !== undefined;
  const literal = (value: bigint, id: ValueId): string => (number(id) ? `${value}` : `${value}n`);

  /** A value as `target` holds it; an array is a copy where `step` must not change it. */
  const as = (id: ValueId, target: ValueId, step?: Step | Block): string => {
    if (!isArray(id)) return converted(nameOf(id), values[id]!.range, number(target));
    if (number(id) !== number(target)) return `${nameOf(id)}.map(${number(target) ? 'Number' : 'BigInt'})`;
    return step && !free(step, id) ? `${nameOf(id)}.slice()` : nameOf(id);
  };

  const operation = (step: Operation): void => {
    const { op, args, result } = step;
    const name = nameOf(result);
    const put = (text: string): void => {
      lines.push(`const ${name} = ${text};`);
    };
    if (op === 'const' && !isArray(result)) put(literal(step.values![0]!, result));
    else if (op === 'const')
      tables.push(`const ${name} = [${step.values!.map(value => literal(value, result)).join(', ')}];`);
    else if (op === 'array') put(`[${args.map(arg => as(arg, result)).join(', ')}]`);
    else if (op === 'get')
      put(converted(`${nameOf(args[0]!)}[${nameOf(args[1]!)}]`, values[args[0]!]!.range, number(result)));
    else if (op === 'set') {
      const [array, index, value, enable] = args as [ValueId, ValueId, ValueId, ValueId];
      put(as(array, result, step));
      lines.push(`if (${nameOf(enable)}) ${name}[${nameOf(index)}] = ${as(value, result)};`);
    } else if (op === 'mux' && isArray(result)) {
      const [condition, a, b] = args as [ValueId, ValueId, ValueId];
      put(`(${nameOf(condition)} ? ${as(a, result)} : ${as(b, result)}).slice()`);
    } else put(expressionOf(kernel, step));
  };

  const loop = (step: Loop): void => {
    const [index, ...carried] = step.body.args;
    for (const [i, arg] of carried.entries()) lines.push(`let ${nameOf(arg)} = ${as(step.initial[i]!, arg, step)};`);
    lines.push(`for (let ${nameOf(index!)} = 0; ${nameOf(index!)} < ${step.count}; ${nameOf(index!)}++) {`);
    block(step.body);
    // All at once: one may be the next value of another.
    for (const [i, id] of step.body.results.entries())
      lines.push(`const next${i} = ${as(id, carried[i]!, step.body)};`);
    for (const [i, arg] of carried.entries()) lines.push(`${nameOf(arg)} = next${i};`);
    lines.push('}');
    for (const [i, id] of step.results.entries()) lines.push(`const ${nameOf(id)} = ${as(carried[i]!, id)};`);
  };

  const block = ({ steps }: Block): void => {
    for (const step of steps) {
      if (step.kind === 'operation') operation(step);
      else loop(step);
    }
  };
  block(kernel.body);
  return { lines, tables };
}
