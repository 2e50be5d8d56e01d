import type { Session } from '../session/session.js';
import { chooseSignals } from './choose.js';
import { drawWaves } from './terminal.js';
import type { Trace, TraceColumn } from './trace.js';

export interface WavesOptions {
  /** Cycles to show, as far as they are remembered; 40 by default. */
  readonly last?: number;
  /** Signals or instances to show, with `*` for anything; the ports of the top by default. */
  readonly only?: string | readonly string[];
  /** Characters per line; the width of the terminal, or 100. */
  readonly width?: number;
}

/** Draws the last cycles: each column shows what the edge at its end saw. */
export function recentWaves(session: Session, options: WavesOptions = {}): string {
  const { last = 40, only, width = process.stdout.columns ?? 100 } = options;
  return drawWaves(recentTrace(session, last, wantedSignals(session, only)), width);
}

function wantedSignals({ machine }: Session, only: WavesOptions['only']): number[] {
  if (only !== undefined) return chooseSignals(machine, only);
  return machine.signals.flatMap(({ kind }, i) => (['input', 'output', 'reset'].includes(kind) ? [i] : []));
}

/** Signals that the error of a failed check shows: those of its instance, at most this many. */
const ERROR_ROWS = 24;
const ERROR_CYCLES = 12;

/** Draws the last cycles of one instance, for an error. */
export function wavesAround(session: Session, path: readonly string[]): string | undefined {
  const depth = path.length;
  const own = session.machine.signals.flatMap((signal, i) =>
    signal.path.length === depth + 1 && path.every((name, k) => signal.path[k] === name) ? [i] : [],
  );
  const trace = recentTrace(session, ERROR_CYCLES, own.slice(0, ERROR_ROWS));
  const width = process.stdout.columns ?? 100;
  // As many of the cycles as stand side by side: what matters is at the end.
  for (let from = 0; from < trace.columns.length; from++) {
    const drawn = drawWaves({ ...trace, columns: trace.columns.slice(from) }, width);
    if (!drawn.includes('\n\n')) return drawn;
  }
  return undefined;
}

function recentTrace(session: Session, last: number, numbers: readonly number[]): Trace {
  const { machine, clocks, journal } = session;
  const several = clocks.together === undefined;
  const columns: TraceColumn[] = [];
  journal.replay(last, tick => {
    columns.push({
      label: String(several ? tick.time / 1000 : clocks.edges(0)),
      edges: tick.mask,
      values: numbers.map(signal => machine.read(signal)),
    });
  });
  const signals = numbers.map(signal => machine.signals[signal]!);
  return withoutIdleResets({ signals, columns, clocks: several ? machine.domains : [] });
}

/** A reset that stays as it is tells nothing. */
function withoutIdleResets({ signals, columns, clocks }: Trace): Trace {
  const moves = (row: number): boolean => columns.some(({ values }) => values[row]![0] !== columns[0]!.values[row]![0]);
  const rows = signals.flatMap((signal, row) => (signal.kind === 'reset' && !moves(row) ? [] : [row]));
  return {
    signals: rows.map(row => signals[row]!),
    columns: columns.map(column => ({ ...column, values: rows.map(row => column.values[row]!) })),
    clocks,
  };
}
