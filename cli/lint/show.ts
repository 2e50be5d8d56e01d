import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ink } from '../output/terminal.js';
import type { Finding } from './finding.js';

/** A finding in the format of all errors: what, the line with a caret, what to do. */
export function showFinding({ code, message, file, line, column, help }: Finding): string {
  const [what, ...more] = message.split('\n');
  const path = relative(process.cwd(), file);
  const place = `${path.startsWith('..') ? file : path}:${line}:${column}`;
  const text = readFileSync(file, 'utf8').split('\n')[line - 1] ?? '';
  const indent = text.length - text.trimStart().length;
  const gap = ' '.repeat(place.length + 6 + Math.max(0, column - 1 - indent));
  return [
    `${ink.err.red(ink.err.bold(`error ${code}`))}${ink.err.bold(`: ${what}`)}`,
    ...more.map(part => `  ${part}`),
    `  ${ink.err.cyan(place)}    ${text.trim()}`,
    `${gap}${ink.err.red('^')}`,
    ...(help ? [`  ${ink.err.green('help')}: ${help}`] : []),
  ].join('\n');
}
