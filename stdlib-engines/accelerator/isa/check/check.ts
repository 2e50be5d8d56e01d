import type { Instruction } from '../decode.js';
import { convProblems } from './conv.js';
import { epilogueProblems } from './epilogue.js';
import { loadProblems, tableProblems } from './load.js';
import { mapProblems } from './map.js';
import type { Problem, Surroundings } from './problem.js';
import { storeProblems } from './store.js';
import { weightsProblems } from './weights.js';

/**
 * What is wrong with an instruction by itself: sizes of 0, boxes beyond a memory, bytes outside of a region. The first problem
 * is the one whose fault the accelerator reports.
 */
export function instructionProblems(instruction: Instruction, around: Surroundings): Problem[] {
  switch (instruction.name) {
    case 'load':
      return loadProblems(instruction.fields, around);
    case 'table':
      return tableProblems(instruction.fields, around);
    case 'weights':
      return weightsProblems(instruction.fields, around);
    case 'conv':
      return convProblems(instruction.fields, around);
    case 'epilogue':
      return epilogueProblems(instruction.fields, around);
    case 'store':
      return storeProblems(instruction.fields, around);
    case 'map':
      return mapProblems(instruction.fields, around);
    case 'end':
      return [];
  }
}
