import { join } from 'node:path';
import { root } from './files.js';
import type { Job } from './job.js';

/** The type checker and the linter count as one test each. They run when everything runs, or when named. */
export function checks(patterns: readonly string[]): Job[] {
  const count = (_output: string, code: number | null) => ({
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
  });
  const tool = (path: string): string => join(root, 'node_modules', path);
  const all: Job[] = [
    { name: 'types', command: process.execPath, args: [tool('@typescript/native/bin/tsc'), '-p', '.'], count },
    {
      name: 'lint',
      command: process.execPath,
      args: [tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--max-diagnostics=20'],
      count,
    },
  ];
  return all.filter(job => patterns.length === 0 || patterns.includes(job.name));
}
