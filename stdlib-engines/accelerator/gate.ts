import {
  type Bool,
  bool,
  bundle,
  lit,
  mux,
  reg,
  type SignalOf,
  type Sink,
  type Stream,
  streamWire,
  type UInt,
  uint,
  when,
} from '../../dsl/index.js';
import type { Waiting } from './instruction.js';
import { header } from './isa/formats.js';
import { numberBits, unitState } from './registers.js';

const maskType = uint(header.wait.bits);

/** A code of `faults` for each instruction of a unit, in their order. */
export const doneType = uint(4);
/** Where a unit is: with an instruction, or before it. */
export const placeType = bundle({ instruction: uint(numberBits), state: unitState });
/** An instruction that has ended. */
export const reportType = bundle({ code: doneType, number: uint(numberBits), signal: maskType });

/** A unit as the dispatcher sees it. */
export interface Gate {
  /** An instruction waits, has not been let go. */
  readonly waits: Bool;
  /** The semaphores that it waits for. */
  readonly wait: UInt;
  /** Lets it go. */
  grant(): void;
  /** Instructions that have ended. */
  readonly reports: Stream<typeof reportType>;
  readonly works: Bool;
  readonly rests: Bool;
  readonly place: { readonly instruction: UInt; readonly state: SignalOf<typeof unitState> };
}

interface Unit {
  readonly command: Sink;
  readonly done: Stream<typeof doneType>;
}

/**
 * The queue before a unit, the gate behind it, and what is kept of the instructions that are in the unit: the semaphores that they
 * raise in the end. Once open, the gate stays so until the unit has taken its instruction, which it may do at any time, also
 * when it has carried it out.
 */
export function gate(unit: Unit, waiting: Waiting, instructions: Stream, depth: number): Gate {
  const queued = instructions.fifo(depth) as Stream;
  const granted = reg(bool, { init: false });
  const { number, wait, signal } = queued.payload as unknown as Record<'number' | 'wait' | 'signal', UInt>;

  const { sink: starting, stream: started } = streamWire(bundle({ number: uint(numberBits), signal: maskType }));
  const flights = started.fifo(depth);
  const starts = reg(bool, { init: false });
  const start = reg(starting.type);
  starting.valid.set(starts);
  starting.payload.set(start);
  when(starting.fire, () => starts.set(false));
  unit.command.valid.set(queued.valid.and(granted));
  unit.command.payload.set(waiting.command(queued.payload as never) as never);
  queued.ready.set(unit.command.ready.and(granted));
  when(queued.fire, () => granted.set(false));

  const reports = unit.done.zip(flights, (code, flight) => ({ code, ...flight })) as unknown as Gate['reports'];
  const works = flights.valid.or(starts);
  return {
    waits: queued.valid.and(granted.not(), starts.not()),
    wait,
    grant: () => {
      granted.set(true);
      starts.set(true);
      start.set({ number, signal } as never);
    },
    reports,
    works,
    rests: queued.valid.or(works).not(),
    place: {
      instruction: flights.valid.mux(flights.payload.number, starts.mux(start.number, number)),
      state: mux(works, lit(unitState, 'works'), mux(queued.valid, lit(unitState, 'waits'), lit(unitState, 'idle'))),
    },
  };
}
