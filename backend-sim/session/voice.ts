import { relative } from 'node:path';
import { type Place, SimulationError } from '../error.js';
import type { Event, Machine, Report } from '../machine.js';
import { showLanes } from '../value/show.js';

/** A check of the design, with how often it happened: for a `cover` it was reached, for the others it failed. */
export interface CheckResult {
  readonly kind: 'assert' | 'assume' | 'cover';
  readonly message: string;
  /** Instance path from the top module, with dots; empty for the top itself. */
  readonly path: string;
  /** `src/fifo.ts:42:9`, when known. */
  readonly at: string | undefined;
  readonly hits: number;
}

/** Where a print stands. */
export interface PrintContext {
  readonly cycle: number;
  readonly path: string;
  readonly at: string | undefined;
}

/** Listens to what the design says. */
export interface Voice {
  /** Takes the machine's events: prints, counts; true when a check failed. */
  listen(): boolean;
  /** Throws the error of the first check that failed since the last call, if one did. */
  raise(): void;
  checks(): CheckResult[];
  save(): readonly number[];
  load(hits: readonly number[]): void;
}

/** `waves` draws the last cycles of an instance up to a cycle, for the error of a failed check. */
export function voiceOf(
  machine: Machine,
  topName: string,
  onPrint: (text: string, context: PrintContext) => void,
  waves: (path: readonly string[]) => string | undefined,
): Voice {
  const { reports } = machine;
  const silent = reports.length === 0;
  let hits = reports.map(() => 0);
  let failed: Event | undefined;

  const complain = (event: Event, report: Report): SimulationError => {
    const at = placeOf(report);
    const callers = report.frames.slice(1, 1 + CALLERS).map(shownPlace);
    const where = [topName, ...report.path].join('.');
    const lines = [
      `${report.kind} failed: ${report.text}`,
      `  ${at ? `${at}  ` : ''}in ${where}, cycle ${event.cycle}`,
      ...callers.map(place => `  called from ${place}`),
    ];
    const drawn = waves(report.path);
    return new SimulationError(lines.join('\n'), {
      frames: report.frames,
      cycle: event.cycle,
      path: where,
      ...(drawn && { waves: drawn }),
    });
  };
  return {
    listen() {
      if (silent) return false;
      for (const event of machine.events()) {
        const report = reports[event.report]!;
        hits[event.report]! += 1;
        if (report.kind === 'print') {
          const at = placeOf(report);
          onPrint(textOf(event, report), { cycle: event.cycle, path: [topName, ...report.path].join('.'), at });
        } else if (report.kind !== 'cover') failed ??= event;
      }
      return failed !== undefined;
    },
    raise() {
      const event = failed;
      failed = undefined;
      if (event) throw complain(event, reports[event.report]!);
    },
    checks: () =>
      reports.flatMap((report, i) =>
        report.kind === 'print'
          ? []
          : [
              {
                kind: report.kind,
                message: report.text,
                path: report.path.join('.'),
                at: placeOf(report),
                hits: hits[i]!,
              },
            ],
      ),
    save: () => [...hits],
    load(saved) {
      hits = [...saved];
    },
  };
}

/** Callers that an error shows. */
const CALLERS = 4;

function placeOf({ frames: [frame] }: Report): string | undefined {
  return frame && shownPlace(frame);
}

/** `src/fifo.ts:42:9`, from the current folder when the file lies in it. */
function shownPlace({ file, line, column }: Place): string {
  const path = relative(process.cwd(), file);
  return `${path.startsWith('..') ? file : path}:${line}:${column}`;
}

/** The text of a print, with a value in place of each `{}`. */
function textOf({ args }: Event, report: Report): string {
  let next = 0;
  return report.text.replace(/\{\}/g, () => {
    const lanes = args[next];
    const shape = report.args[next++];
    return lanes && shape ? showLanes(lanes, shape.format, shape.width) : '{}';
  });
}
