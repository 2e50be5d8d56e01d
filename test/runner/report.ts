import pc from 'picocolors';
import type { Result } from './job.js';

/** One line for a file that passed; everything it said for one that did not. */
export function show(result: Result): void {
  const time = pc.dim(`${result.seconds.toFixed(1)} s`);
  if (result.failed === 0) {
    const counts = result.skipped ? `${result.passed}, ${result.skipped} skipped` : `${result.passed}`;
    console.log(`${pc.green('ok')}    ${result.name}  ${pc.dim(counts)}  ${time}`);
    return;
  }
  console.log(`${pc.red('FAIL')}  ${result.name}  ${result.trouble ?? `${result.failed} failed`}  ${time}`);
  if (result.output.trim()) console.log(indent(result.output));
}

const indent = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, '      ');

/** The files worth making faster. */
export function slowest(results: readonly Result[]): void {
  const slow = results.filter(result => result.seconds > 5).sort((a, b) => b.seconds - a.seconds);
  if (slow.length > 0)
    console.log(
      `\nslowest: ${slow
        .slice(0, 8)
        .map(r => `${r.name} ${r.seconds.toFixed(1)} s`)
        .join(', ')}`,
    );
  for (const result of results.filter(r => r.failed > 0)) console.log(`${pc.red('failed:')} ${result.name}`);
}

/** Exactly `N passed, N failed, N skipped`. */
export function lastLine(results: readonly Result[], skippedFiles: number): string {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number => results.reduce((n, result) => n + result[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped') + skippedFiles} skipped`;
}
