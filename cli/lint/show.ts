import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ink } from '../output/terminal.js';
import type { Finding } from './finding.js';

/** A finding in the format of all errors: what, the line with what is meant underlined, what to write instead. */
export function showFinding(finding: Finding): string {
  const { rule, code, severity, message, file, line, column, endLine, endColumn, help } = finding;
  const [what, ...more] = message.split('\n');
  const path = relative(process.cwd(), file);
  const place = `${path.startsWith('..') ? file : path}:${line}:${column}`;
  const text = readFileSync(file, 'utf8').split('\n')[line - 1] ?? '';
  const indent = text.length - text.trimStart().length;
  const gap = ' '.repeat(place.length + 6 + Math.max(0, column - 1 - indent));
  const until = endLine === line ? endColumn : text.trimEnd().length + 1;
  const name = code === undefined ? rule : rule === 'types' ? code : `${code} ${rule}`;
  const paint = severity === 'error' ? ink.err.red : ink.err.yellow;
  return [
    `${paint(ink.err.bold(`${severity} ${name}`))}${ink.err.bold(`: ${what}`)}`,
    ...more.map(part => `  ${part}`),
    `  ${ink.err.cyan(place)}    ${text.trim()}`,
    `${gap}${paint('^'.repeat(Math.max(1, until - column)))}`,
    ...(help ? [`  ${ink.err.green('help')}: ${help.replaceAll('\n', '\n        ')}`] : []),
  ].join('\n');
}
