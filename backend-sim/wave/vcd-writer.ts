import type { ClockPin, Tick } from '../session/clocks.js';
import type { Session } from '../session/session.js';
import { chooseSignals } from './choose.js';
import { textFile } from './file.js';
import { vcdOf } from './vcd.js';

/** Writes a session's values into a VCD file, tick by tick. */
export interface VcdWriter {
  /** To be called before every tick, with all values settled: they hold since the edge before. */
  tick(tick: Tick): void;
  /** Writes what stands now, and puts the file in place. */
  finish(): void;
}

/** `only` chooses signals; all by default. Nothing is evaluated before the first tick. */
export function vcdWriter(session: Session, path: string, only: string | readonly string[] = '*'): VcdWriter {
  const { machine, clocks } = session;
  const { pins } = clocks;
  const numbers = chooseSignals(machine, only);
  const signals = numbers.map(i => machine.signals[i]!);
  const vcd = vcdOf(machine.design.top, signals, pins);
  const source = {
    lanes: (signal: number) => machine.read(numbers[signal]!),
    small: (signal: number) => machine.readNumber(numbers[signal]!),
  };
  const file = textFile(path);
  file.write(vcd.header);

  let begun = false;
  /** Everything that holds from `since` on, and the clocks' own changes before `until`. */
  const write = (since: number, until: number): void => {
    file.write(begun ? `#${since}\n` : `#${since}\n$dumpvars\n`);
    pins.forEach((pin, i) => {
      const level = levelAt(pin, since);
      if (!begun || levelAt(pin, since - 1) !== level) file.write(vcd.clock(i, level));
    });
    file.write(vcd.changes(source));
    if (!begun) file.write('$end\n');
    begun = true;
    const changes = pins.flatMap((pin, i) => changesOf(pin, since, until).map(time => ({ i, time })));
    for (const { i, time } of changes.sort((a, b) => a.time - b.time)) {
      file.write(`#${time}\n${vcd.clock(i, levelAt(pins[i]!, time))}`);
    }
  };
  return {
    tick: ({ since, time }) => write(since, time),
    finish() {
      write(clocks.time(), clocks.time());
      file.finish();
    },
  };
}

function levelAt({ period, rise }: ClockPin, time: number): 0 | 1 {
  return time >= rise && (time - rise) % period < period / 2 ? 1 : 0;
}

/** Times after `since` and before `until` at which a clock changes. */
function changesOf({ period, rise }: ClockPin, since: number, until: number): number[] {
  const half = period / 2;
  const times: number[] = [];
  const first = Math.max(rise, rise + Math.floor((since - rise) / half) * half);
  for (let time = first; time < until; time += half) if (time > since) times.push(time);
  return times;
}
