import { relative } from 'node:path';
import picocolors from 'picocolors';
import type { Frame } from '../ir/loc.js';
import { codes } from './codes.js';
import type { Diagnostic, Span } from './diagnostic.js';
import { sourceReader } from './source.js';

export interface FormatOptions {
  /** Escape sequences for a terminal; without them the text is plain. */
  readonly color?: boolean;
  /** Paths below this folder are shown relative to it; by default the current one. */
  readonly cwd?: string;
}

/**
 * Errors as a person reads them: what is wrong, the lines it is about with carets, the chain of callers,
 * and a fix. Places are `file:line:column`, which editors and terminals make clickable.
 */
export function format(diagnostics: readonly Diagnostic[], options: FormatOptions = {}): string {
  const ink = picocolors.createColors(options.color ?? false);
  const cwd = options.cwd ?? process.cwd();
  const source = sourceReader();
  const file = (frame: Frame): string => {
    const path = relative(cwd, frame.file);
    return path.startsWith('..') || path === '' ? frame.file : path;
  };

  const position = (frame: Frame): string => `${file(frame)}:${frame.line}:${source(frame)?.column ?? frame.column}`;

  const spanLines = (span: Span, width: number): string[] => {
    const frame = span.loc?.frames[0];
    if (!frame) return [`  ${' '.repeat(width)}${span.note}`];
    const place = position(frame);
    const left = `  ${ink.cyan(place)}${' '.repeat(Math.max(width - place.length, 0))}`;
    const line = source(frame);
    if (!line) return [`${left}${span.note}`];
    const gap = ' '.repeat(2 + Math.max(width, place.length) + line.start);
    return [`${left}${line.text}`, `${gap}${ink.red('^'.repeat(line.length))} ${span.note}`.trimEnd()];
  };

  const one = (diagnostic: Diagnostic): string => {
    const title = codes[diagnostic.code] + (diagnostic.message ? `: ${diagnostic.message}` : '');
    const places = diagnostic.spans.map(span => span.loc?.frames[0]).filter(frame => frame !== undefined);
    const width = Math.max(0, ...places.map(frame => position(frame).length)) + 4;
    return [
      `${ink.red(ink.bold(`error ${diagnostic.code}`))}${ink.bold(`: ${title}`)}`,
      ...diagnostic.spans.flatMap(span => spanLines(span, places.length > 0 ? width : 0)),
      ...callers(diagnostic, file),
      `  ${ink.green('help')}: ${diagnostic.help.replaceAll('\n', '\n        ')}`,
    ].join('\n');
  };

  const count = diagnostics.length > 1 ? [`${diagnostics.length} errors`] : [];
  return [...diagnostics.map(one), ...count].join('\n\n');
}

/** `in conv3x3 (conv.ts:27) through conv.ts:42, called from decoder.ts:88`, as far as it is known. */
function callers({ module, where, spans }: Diagnostic, file: (frame: Frame) => string): string[] {
  const line = (frame: Frame): string => `${file(frame)}:${frame.line}`;
  const stack = spans[0]?.loc?.frames ?? [];
  const [home, ...above] = where?.frames ?? [];
  const end = home ? stack.findIndex(frame => line(frame) === line(home)) : -1;
  // Callbacks of the same body, as of a `when`, enclose the line; only helpers that it was called through tell more.
  const inside = home ? stack.slice(0, end < 0 ? stack.length : end) : [];
  const helpers = inside.filter((frame, i) => i > 0 && !encloses(frame, inside[i - 1]!));
  const outer = (home ? above : stack.slice(1)).filter(frame => !home || line(frame) !== line(home));
  const parts = [
    ...(module ? [`in ${module}${home ? ` (${line(home)})` : ''}`] : []),
    ...(helpers.length > 0 ? [`through ${helpers.slice(0, 3).map(line).join(', ')}`] : []),
    ...(outer.length > 0 ? [`called from ${[...new Set(outer.map(line))].slice(0, 3).join(', ')}`] : []),
  ];
  return parts.length > 0 ? [`  ${parts.join(', ')}`] : [];
}

const encloses = (outer: Frame, inner: Frame): boolean => outer.file === inner.file && outer.line <= inner.line;
