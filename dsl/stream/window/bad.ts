import { fail } from '../../scope/report.js';

/** @throws HW032, with the numbers. */
export function bad(op: string, message: string): never {
  fail('HW032', `${op}: ${message}`, fixes[op] ?? fixes.window!);
}

const fixes: Readonly<Record<string, string>> = {
  window: "give sizes of the kernel and of the picture: { rows: 3, cols: 3, width: 640, height: 480, pad: 'zero' }",
  lineBuffer: "give the rows and the size of the picture: { rows: 3, width: 640, height: 480, pad: 'zero' }",
  upsample: 'say how often lines and pixels come, and the width of a line: { rows: 2, cols: 2, width: 640 }',
  transpose: 'say how many rows and columns a block has: .transpose(8, 8)',
  tile: 'give the sizes of tile and picture: { rows: 16, cols: 16, halo: 1, width: 640, height: 480 }',
};

/** Insists on whole numbers. @throws HW032 */
export function whole(op: string, numbers: Readonly<Record<string, number>>, least = 1): void {
  const odd = Object.entries(numbers).find(([, value]) => !Number.isInteger(value) || value < least);
  if (odd) bad(op, `${odd[0]} is ${odd[1]}, not a whole number of at least ${least}`);
}
