import {
  arbiter,
  asBits,
  type Bool,
  bool,
  input,
  module,
  mux,
  output,
  type PortGroup,
  type Sink,
  type Stream,
  streamIn,
  streamOut,
  streamWire,
  type UInt,
  uint,
  vec,
  vecOf,
  when,
  wire,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from './config.js';
import { faults } from './fault.js';
import { doneType, gate, placeType } from './gate.js';
import { faultAtType, formatsOf, instructionType, type UnitCommands, unitCommands, waitingOf } from './instruction.js';
import { type UnitName, units } from './isa/field.js';
import { header } from './isa/formats.js';
import { semaphoreCount, semaphoreCounters } from './semaphores.js';

const eachUnit = <T>(make: (unit: UnitName) => T) =>
  Object.fromEntries(units.map(unit => [unit, make(unit)])) as Record<UnitName, T>;

export const commandPorts = eachUnit(unit => streamOut(unitCommands[unit] as never)) as unknown as {
  readonly [U in UnitName]: PortGroup<Sink<UnitCommands[U]>, Stream<UnitCommands[U]>>;
};
export const donePorts = eachUnit(() => streamIn(doneType));

const anyOf = (all: readonly Bool[]): Bool => all.reduce((a, b) => a.or(b));

/**
 * Hands instructions to the queues of the six units, and lets each go when its semaphores allow.
 *
 * In a cycle one unit starts, the first in the order of `units` that may: it takes its semaphores then. And in a cycle
 * one instruction ends, again of the first unit: then it raises its semaphores, and another unit that waited for
 * them gets its instruction 3 cycles after `done`. A unit without a semaphore to wait for gets an
 * instruction in every second cycle. `queue` instructions wait before each unit, and as many may be in it.
 *
 * `run` 0: no further instruction is let go. `fault` is there for a cycle, with the instruction that it belongs to: a
 * code that a unit reports, or `semaphore`. `ended`: an instruction has ended in this cycle. `rest`: nothing waits and
 * nothing works. `activity`: a bit for each unit at work.
 */
export const dispatch = module(
  'dispatch',
  (_: { config: AcceleratorConfig }) => ({
    instructions: streamIn(instructionType),
    run: input(bool),
    commands: commandPorts,
    done: donePorts,
    fault: output(faultAtType),
    ended: output(bool),
    rest: output(bool),
    activity: output(uint(units.length)),
    places: output(vec(placeType, units.length)),
  }),
  (io, { config }) => {
    const { words } = io.instructions.payload;
    const opcode = words.at(header.opcode.word).bits(header.opcode.bit + header.opcode.bits - 1, header.opcode.bit);
    const entries = units.map(unit => {
      const waiting = waitingOf(unit);
      const { sink, stream } = streamWire(waiting.type);
      const own = anyOf(formatsOf(unit).map(format => opcode.eq(format.opcode)));
      sink.valid.set(io.instructions.valid.and(own));
      sink.payload.set(waiting.pack(io.instructions.payload) as never);
      const ports = { command: io.commands[unit] as unknown as Sink, done: io.done[unit] };
      return { takes: own.and(sink.ready), ...gate(ports, waiting, stream as unknown as Stream, config.queue) };
    });
    io.instructions.ready.set(anyOf(entries.map(({ takes }) => takes)));

    const reports = arbiter(
      entries.map(gate => gate.reports),
      { policy: 'priority' },
    ).regValid();
    reports.ready.set(true);
    const { code, number, signal } = reports.payload;
    const lower = wire(uint(semaphoreCount), 0);
    const { available, overflow } = semaphoreCounters(lower, mux(reports.valid, signal, 0));
    let others = io.run;
    for (const { waits, wait, grant } of entries) {
      const may = waits.and(wait.and(available.not()).eq(0));
      when(others.and(may), () => {
        lower.set(wait);
        grant();
      });
      others = others.and(may.not());
    }

    const wrong = reports.valid.and(code.any().or(overflow));
    io.fault.set({ code: mux(wrong, mux(code.any(), code, faults.semaphore), faults.none), number });
    io.ended.set(reports.valid);
    io.rest.set(anyOf([io.instructions.valid, reports.valid, ...entries.map(({ rests }) => rests.not())]).not());
    io.activity.set(
      asBits(
        vecOf(
          bool,
          entries.map(({ works }) => works),
        ),
      ) as UInt<6>,
    );
    for (const [i, { place }] of entries.entries()) io.places.at(i).set(place);
  },
);
