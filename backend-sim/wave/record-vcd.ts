import type { Session } from '../session/session.js';
import { vcdWriter } from './vcd-writer.js';

export interface VcdOptions {
  /** Signals or instances to keep, with `*` for anything; all by default. */
  readonly only?: string | readonly string[];
  /** Cycle at which recording begins, counted from the start of the simulation; now by default. */
  readonly from?: number;
  /** Cycles to record; until `close` by default. */
  readonly cycles?: number;
  /** Begins that many cycles ago, as far as they are remembered. */
  readonly last?: number;
}

/** A VCD file in the making. */
export interface Recording {
  /** Writes what stands now and puts the file in place; also done when the process exits. */
  close(): void;
}

/** Records every change from now on. Values stand in the file at the time of the edge that brought them. */
export function recordVcd(session: Session, path: string, options: VcdOptions = {}): Recording {
  const { clocks } = session;
  const { from = 0, cycles = Number.POSITIVE_INFINITY, last } = options;
  const writer = vcdWriter(session, path, options.only);
  if (last !== undefined) session.journal.replay(last, writer.tick);

  let first = last === undefined ? undefined : clocks.edges(0);
  const stop = session.watch(tick => {
    if (first === undefined && clocks.edges(0) < from) return;
    first ??= clocks.edges(0);
    if (clocks.edges(0) - first >= cycles) recording.close();
    else writer.tick(tick);
  });
  let open = true;
  const recording: Recording = {
    close() {
      if (!open) return;
      open = false;
      stop();
      process.off('exit', recording.close);
      writer.finish();
    },
  };
  process.once('exit', recording.close);
  return recording;
}
