import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCounts } from './counts.js';
import type { Job } from './job.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface TestFile {
  /** Needs Icarus and Verilator. */
  readonly peers: boolean;
  /** Takes minutes of synthesis, and runs when asked for. */
  readonly synth: boolean;
  readonly job: Job;
}

/**
 * Every `*.test.ts` under test/ and examples/ whose path contains one of the patterns (or all), in order of path,
 * but those that take longest first, so that the run does not end waiting for one of them.
 */
export function testFiles(patterns: readonly string[]): TestFile[] {
  return ['test', 'examples']
    .filter(folder => existsSync(join(root, folder)))
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
    )
    .map(file => file.split(sep).join('/'))
    .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules/'))
    .filter(file => patterns.length === 0 || patterns.some(pattern => file.includes(relativeTo(pattern))))
    .sort()
    .map(file => ({ peers: file.startsWith('test/peers/'), synth: file.startsWith('test/synth/'), job: jobOf(file) }))
    .sort((a, b) => Number(b.peers) - Number(a.peers));
}

const relativeTo = (pattern: string): string =>
  pattern.startsWith('/') ? relative(root, pattern) : pattern.replace(/^\.\//, '');

/** Runs the way a user runs a design: TypeScript through tsx, names through the library's loader hook. */
function jobOf(file: string): Job {
  return {
    name: file,
    command: process.execPath,
    args: ['--conditions=grace-source', '--import', 'tsx', '--import', join(root, 'dsl/name/register.ts'), file],
    before: () => forgottenRuns(readFileSync(join(root, file), 'utf8')),
    count: readCounts,
  };
}

/** uvu passes over a suite that nobody runs, without a word: so each one must be run in its file. */
function forgottenRuns(source: string): string | undefined {
  const suites = [...source.matchAll(/const (\w+) = suite\b/g)].map(match => match[1]!);
  if (/import\s*\{[^}]*\btest\b[^}]*\}\s*from 'uvu'/.test(source)) suites.push('test');
  const together = [...source.matchAll(/for \(const (\w+) of \[([^\]]*)\]\) \1\.run\(\)/g)].flatMap(match =>
    match[2]!.match(/\w+/g),
  );
  const forgotten = suites.filter(name => !source.includes(`${name}.run()`) && !together.includes(name));
  if (suites.length === 0 && !source.includes('.run()')) return 'registers no test';
  return forgotten.length > 0 ? `never runs: ${forgotten.join(', ')}` : undefined;
}
