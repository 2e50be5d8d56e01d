import { stripVTControlCharacters } from 'node:util';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What is wrong with the run as a whole, when something is. */
  readonly trouble?: string;
}

/**
 * Reads the totals that uvu prints. A process that printed none, registered nothing, or ended badly, counts as one failure;
 * one whose tests were all skipped, for want of what they run, does not.
 */
export function readCounts(output: string, code: number | null): Counts {
  const text = stripVTControlCharacters(output);
  const read = (label: string): number => {
    const all = [...text.matchAll(new RegExp(`^  ${label}:\\s+(\\d+)$`, 'gm'))];
    return Number(all.at(-1)?.[1] ?? Number.NaN);
  };
  const [total, passed, skipped] = [read('Total'), read('Passed'), read('Skipped')];
  if (Number.isNaN(total)) return { passed: 0, failed: 1, skipped: 0, trouble: `no result (exit code ${code})` };
  if (total === 0 && !skipped) return { passed, failed: 1, skipped, trouble: 'no test ran' };
  const failed = total - passed;
  if (failed === 0 && code !== 0) return { passed, failed: 1, skipped, trouble: `exit code ${code} after the tests` };
  return { passed, failed, skipped };
}
