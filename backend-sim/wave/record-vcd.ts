import type { Tick } from '../session/clocks.js';
import type { Session } from '../session/session.js';
import { textFile } from './file.js';
import { globs } from './glob.js';
import { vcdOf } from './vcd.js';

export interface VcdOptions {
  /** Signals or instances to keep, with `*` for anything; all by default. */
  readonly only?: string | readonly string[];
  /** Cycle at which recording begins, counted from the start of the simulation; now by default. */
  readonly from?: number;
  /** Cycles to record; until `close` by default. */
  readonly cycles?: number;
}

/** A VCD file in the making. */
export interface Recording {
  /** Writes what stands now and puts the file in place; also done when the process exits. */
  close(): void;
}

/** Records every change from now on. Values stand in the file at the time of the edge that brought them. */
export function recordVcd(session: Session, path: string, options: VcdOptions = {}): Recording {
  const { machine, clocks } = session;
  const { only = '*', from = 0, cycles = Number.POSITIVE_INFINITY } = options;
  const wanted = globs(typeof only === 'string' ? [only] : only, machine.design.top);
  const numbers = machine.signals.flatMap((signal, i) => (wanted(signal.path) ? [i] : []));
  const vcd = vcdOf(
    machine.design.top,
    numbers.map(i => machine.signals[i]!),
    clocks.pins,
  );
  const file = textFile(path);
  file.write(vcd.header);

  let begun: number | undefined;
  /** Everything that holds from `since` on, and the clocks' own changes before `until`. */
  const write = (since: number, until: number): void => {
    file.write(`#${since}\n${begun === undefined ? '$dumpvars\n' : ''}`);
    clocks.pins.forEach((_, i) => {
      const level = levelAt(i, since);
      if (begun === undefined || levelAt(i, since - 1) !== level) file.write(vcd.clock(i, level));
    });
    file.write(vcd.changes(numbers.map(signal => machine.read(signal))));
    if (begun === undefined) file.write('$end\n');
    begun ??= clocks.edges(0);
    const changes = clocks.pins.flatMap((_, i) => changesOf(i, since, until).map(time => ({ i, time })));
    for (const { i, time } of changes.sort((a, b) => a.time - b.time)) {
      file.write(`#${time}\n${vcd.clock(i, levelAt(i, time))}`);
    }
  };
  const levelAt = (pin: number, time: number): 0 | 1 => {
    const { period, rise } = clocks.pins[pin]!;
    return time >= rise && (time - rise) % period < period / 2 ? 1 : 0;
  };
  const changesOf = (pin: number, since: number, until: number): number[] => {
    const { period, rise } = clocks.pins[pin]!;
    const half = period / 2;
    const times: number[] = [];
    const first = Math.max(rise, rise + Math.floor((since - rise) / half) * half);
    for (let time = first; time < until; time += half) if (time > since) times.push(time);
    return times;
  };

  const finish = (): void => {
    stop();
    process.off('exit', finish);
    write(clocks.time(), clocks.time());
    file.finish();
  };
  let open = true;
  const stop = session.watch((tick: Tick) => {
    if (begun === undefined && clocks.edges(0) < from) return;
    if (begun !== undefined && clocks.edges(0) - begun >= cycles) {
      recording.close();
      return;
    }
    write(tick.since, tick.time);
  });
  const recording: Recording = {
    close() {
      if (open) finish();
      open = false;
    },
  };
  process.once('exit', finish);
  return recording;
}
