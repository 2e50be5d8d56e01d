import type { Surroundings } from '../isa/check/problem.js';
import { type Instruction, ProgramError, readProgram } from '../isa/decode.js';
import { encode } from '../isa/encode.js';
import { instructionBytes } from '../isa/formats.js';
import { runMachine, type Stuck } from '../model/machine.js';
import { clocks } from './clocks.js';
import { overflows } from './overflow.js';
import { at, type ProgramProblem } from './problem.js';
import { races } from './races.js';
import { structureProblems } from './structure.js';

/** More are not looked for. */
const most = 20;

/**
 * Whether a program may be run: it is one of this version; every instruction is one that its unit takes; all bytes lie in
 * their regions, and only the work region is written; sums, weights and epilogues belong together; whatever the times of memory
 * and units, it comes to its end, raises no semaphore above 63, and computes the same: whatever is read or written over was
 * certainly written or read before.
 *
 * ```ts
 * const [problem] = validate(bytes, { config, sizes: { constants: 65536, work: 1 << 20 } });
 * // instruction 3 (load): rows is 0, and so is the padding
 * ```
 *
 * @param program with its header
 * @returns what is wrong, 20 problems at most; nothing for a good program
 */
export function validate(program: Uint8Array, around: Surroundings): ProgramProblem[] {
  let instructions: Instruction[];
  try {
    instructions = readProgram(program);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const { instruction } = error;
    const help = 'a program is what `program` of the instruction set writes, whole and for this version';
    return [{ ...(instruction !== undefined && { instruction }), message: error.message, help }];
  }
  const problems = [...reservedProblems(program, instructions), ...structureProblems(instructions, around)];
  return (problems.length > 0 ? problems : orderProblems(instructions, around)).slice(0, most);
}

/** Bits that no field has are 0, so that later versions may use them. */
function reservedProblems(program: Uint8Array, instructions: readonly Instruction[]): ProgramProblem[] {
  return instructions.flatMap((instruction, index) => {
    const bytes = program.subarray(instructionBytes * (index + 1), instructionBytes * (index + 2));
    const { format, fields, wait, signal } = instruction;
    const plain = encode(format, fields, { wait, signal });
    const byte = plain.findIndex((value, i) => value !== bytes[i]);
    if (byte < 0) return [];
    return [at(index, instruction, `has bits in byte ${byte} that belong to no field`, 'they have to be 0')];
  });
}

/** What depends on the order of events: it stands still, overflows, or races. */
function orderProblems(instructions: readonly Instruction[], { config, sizes }: Surroundings): ProgramProblem[] {
  const problems: ProgramProblem[] = [];
  const times = clocks(instructions);
  const racing = races(instructions, config, sizes.work, times);
  const overflow = overflows(instructions, config, times);
  const ending = runMachine(instructions, config, {
    end(index) {
      const clock = times.startOf(index);
      if (problems.length >= most) return;
      const found = [racing.end(index, clock), overflow(index, clock)];
      problems.push(...found.filter(problem => problem !== undefined));
    },
  });
  if (ending.fault === 'semaphore')
    problems.push(
      at(
        ending.instruction,
        instructions[ending.instruction]!,
        'raises a semaphore above 63',
        'let its unit wait more often',
        'signal',
      ),
    );
  if (ending.fault === 'timeout') {
    const help = 'units wait for each other: what one waits for has to be raised by what can be done before';
    const message = `the program stands still: ${ending.stuck.map(described).join('; ')}`;
    problems.push({ instruction: Math.min(...ending.stuck.map(({ instruction }) => instruction)), message, help });
  }
  return problems;
}

const described = ({ unit, instruction, waitsFor }: Stuck): string =>
  `${unit} at instruction ${instruction} waits for ${waitsFor}`;
