import type { AcceleratorConfig } from '../config.js';
import { instructionProblems } from '../isa/check/check.js';
import { takenRows } from '../isa/check/conv.js';
import type { Surroundings } from '../isa/check/problem.js';
import type { Instruction, InstructionOf } from '../isa/decode.js';
import type { UnitName } from '../isa/field.js';
import type { conv, map } from '../isa/formats.js';
import { semaphoreCount } from '../model/machine.js';
import { at, helpOf, type ProgramProblem } from './problem.js';

type Program = readonly Instruction[];

/** What is wrong with instructions by themselves, and with how they belong together, whatever the order of events. */
export function structureProblems(program: Program, around: Surroundings): ProgramProblem[] {
  const own = program.flatMap((instruction, index) =>
    instructionProblems(instruction, around).map(({ fault, field, message }) =>
      at(index, instruction, message, helpOf[fault] ?? '', field),
    ),
  );
  return [
    ...own,
    ...endProblems(program),
    ...groupProblems(program),
    ...weightProblems(program, around.config),
    ...semaphoreProblems(program),
    ...overlapProblems(program),
  ];
}

/** The last instruction, and only that, is `end`, which waits for everything. */
function endProblems(program: Program): ProgramProblem[] {
  const last = program.length - 1;
  const problems = program.flatMap((instruction, index) => {
    if (instruction.name !== 'end') return [];
    if (index < last) return [at(index, instruction, 'is not the last', 'nothing behind it is carried out')];
    const masks = (['wait', 'signal'] as const).filter(name => instruction[name] !== 0);
    return masks.map(name =>
      at(index, instruction, `is ${instruction[name]}`, '`end` waits for all units by itself: 0', name),
    );
  });
  if (program[last]?.name === 'end') return problems;
  return [...problems, { message: 'the program has no `end`', help: 'its last instruction is `end`' }];
}

/** Sums go from `first` to `last` over the same pixels, and each `epilogue` takes the sums of one `last`. */
function groupProblems(program: Program): ProgramProblem[] {
  const problems: ProgramProblem[] = [];
  const groups: { readonly index: number; readonly pixels: string }[] = [];
  let open: { readonly index: number; readonly pixels: string } | undefined;
  const pixelsOf = ({ images, rows, columns }: InstructionOf<typeof conv>['fields']): string =>
    `${images} x ${rows} x ${columns}`;
  for (const [index, instruction] of program.entries()) {
    if (instruction.name !== 'conv') continue;
    const { first, last } = instruction.fields;
    const pixels = pixelsOf(instruction.fields);
    const wrong = (what: string, help: string, field: string) =>
      problems.push(at(index, instruction, what, help, field));
    if (first && open)
      wrong('is 1 before a `last`', `the sums that instruction ${open.index} began have no \`last\``, 'first');
    else if (!first && !open)
      wrong('is 0, and no sums are begun', 'the first `conv` of some sums has `first`', 'first');
    else if (open && open.pixels !== pixels)
      wrong(`makes ${pixels} sums`, `instruction ${open.index} began ${open.pixels} of them`, 'rows');
    open = first || !open ? { index, pixels } : open;
    if (!last) continue;
    groups.push(open);
    open = undefined;
  }
  if (open)
    problems.push(
      at(
        open.index,
        program[open.index]!,
        'begins sums that have no `last`',
        'the last `conv` of some sums has `last`',
      ),
    );
  const epilogues = program.flatMap((instruction, index) =>
    instruction.name === 'epilogue' ? [{ index, instruction, pixels: pixelsOf(instruction.fields as never) }] : [],
  );
  for (const [i, { index, instruction, pixels }] of epilogues.entries()) {
    const group = groups[i];
    if (!group) problems.push(at(index, instruction, 'has no sums', 'there is one for each `conv` with `last`'));
    else if (group.pixels !== pixels)
      problems.push(
        at(index, instruction, `takes ${pixels} sums`, `instruction ${group.index} begins ${group.pixels}`, 'rows'),
      );
  }
  for (const { index } of groups.slice(epilogues.length))
    problems.push(
      at(index, program[index]!, 'makes sums that no `epilogue` takes', 'there is one for each `conv` with `last`'),
    );
  return problems;
}

/** What `weights` bring is what `conv` takes. */
function weightProblems(program: Program, config: AcceleratorConfig): ProgramProblem[] {
  let [brought, taken] = [0, 0];
  for (const instruction of program) {
    if (instruction.name === 'weights') brought += instruction.fields.bytes;
    if (instruction.name === 'conv') taken += takenRows(instruction.fields, config) * config.columns;
  }
  if (brought === taken) return [];
  const help = 'each set of sums takes parameters, and each row and column of a kernel the weights of a block';
  return [{ message: `\`weights\` bring ${brought} bytes in all, and \`conv\` takes ${taken}`, help }];
}

/** Each semaphore is waited for by one unit, so that what it stands for is clear. */
function semaphoreProblems(program: Program): ProgramProblem[] {
  const waiting: (UnitName | undefined)[] = new Array(semaphoreCount);
  return program.flatMap((instruction, index) => {
    const { unit } = instruction.format;
    if (!unit) return [];
    const others = waiting.flatMap((other, s) =>
      ((instruction.wait >> s) & 1) === 1 && other !== unit ? [[s, other]] : [],
    );
    for (let s = 0; s < semaphoreCount; s++) if ((instruction.wait >> s) & 1) waiting[s] ??= unit;
    return others.map(([s, other]) =>
      at(
        index,
        instruction,
        `has semaphore ${s}, for which ${other} waits too`,
        'a semaphore belongs to one unit',
        'wait',
      ),
    );
  });
}

/** A map pass reads while it writes, so the places differ. */
function overlapProblems(program: Program): ProgramProblem[] {
  const overlap = (fields: InstructionOf<typeof map>['fields'], name: 'source' | 'second'): boolean =>
    fields[`${name}Region`] === fields.destinationRegion &&
    fields[name] < fields.destination + fields.destinationBytes &&
    fields.destination < fields[name] + fields[`${name}Bytes`];
  return program.flatMap((instruction, index) => {
    if (instruction.name !== 'map') return [];
    const both = (['source', 'second'] as const).filter(name => overlap(instruction.fields, name));
    return both.map(name =>
      at(
        index,
        instruction,
        'overlaps with the destination',
        'it is read while the result is written: use other bytes',
        name,
      ),
    );
  });
}
