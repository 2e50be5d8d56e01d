import {
  type Bool,
  bool,
  delay,
  indexType,
  lit,
  reg,
  type Sink,
  type Stream,
  streamWire,
  type Type,
  type UInt,
  type UIntType,
  uint,
  when,
  wire,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import type { BankRead } from './accumulate.js';
import { drive } from './drive.js';
import { type EpilogueCommands, inspectEpilogue } from './inspect-epilogue.js';
import { level } from './level.js';
import { modeIs } from './mode.js';
import type { ParameterRead } from './parameters.js';
import { type Loop, walk } from './walk.js';

/** Reads of the epilogue, of which the words come in the next cycle, and where its results go. */
export interface Requests {
  /** The command that is worked at; it rests until `done`. */
  readonly command: EpilogueCommands['payload'];
  readonly bank: BankRead;
  readonly parameters: ParameterRead;
  readonly skip: { readonly enable: Bool; readonly address: UInt };
  /** Words of the output memory for the first channels of each result, in order. */
  readonly places: Stream;
  /** To be driven: 1 when the last result is written. */
  readonly written: Bool;
  readonly done: Stream<UIntType<4>>;
}

/**
 * What the epilogue reads, a group of lanes in every cycle: of each result its groups one after the other, with `pool` of
 * each group its four sums.
 *
 * @param handed 1 when the sums of a group are in their bank
 */
export function request(commands: EpilogueCommands, handed: Bool, config: AcceleratorConfig): Requests {
  const { rows: blockSize, columns: size, lanes } = config;
  const inspected = inspectEpilogue(commands, config);
  const { command, points, sound } = inspected.payload as unknown as {
    command: EpilogueCommands['payload'];
    points: UInt;
    sound: Bool;
  };
  const pool = modeIs(command.mode, 'pool');
  const half = (count: UInt): UInt => pool.mux(count.shr(1).extend(count.width), count);

  const written = wire(bool);
  const released = wire(bool);
  const waiting = level(2, handed, released);
  const [running, walked] = [reg(bool, { init: false }), reg(bool, { init: false })];
  const { sink, stream } = streamWire(inspected.type as Type);
  drive(sink as Sink, inspected.payload);
  sink.valid.set(running.and(walked.not()));
  when(inspected.valid.and(sound, waiting.any()), () => running.set(true));
  when(sink.fire, () => walked.set(true));
  const done = streamWire(uint(4));
  const ended = reg(bool, { init: false });
  when(written, () => ended.set(true));
  when(done.sink.fire, () => {
    for (const flag of [running, walked, ended]) flag.set(false);
  });
  done.sink.valid.set(inspected.valid.and(sound.not().or(ended)));
  done.sink.payload.set(sound.mux(lit(uint(4), faults.none), faults.field));
  inspected.ready.set(done.sink.fire);

  const results = walk(stream as Stream, () => ({
    base: command.base as UInt,
    loops: [
      { count: half(command.columns), step: command.columnPitch },
      { count: half(command.rows), step: command.rowPitch },
      { count: command.images, step: command.imagePitch },
    ] as Loop[],
  })) as Stream;
  const [toRead, toWrite] = results.map(({ address, first, ends, last }) => ({ address, first, ends, last })).fork();
  const places = toWrite.map(({ address, last }) => ({ address, last })).fifo(16);

  const groups = size / lanes;
  const group = reg(indexType(groups), { init: 0 });
  const quarter = reg(uint(2), { init: 0 });
  const { first, ends, last } = toRead.payload as unknown as { first: Bool; ends: Bool; last: Bool };
  const issues = toRead.valid;
  const whole = pool.not().or(quarter.eq(3));
  toRead.ready.set(whole.and(group.eq(groups - 1)));
  when(issues, () => {
    when(pool, () => quarter.set(quarter.addWrap(1)));
    when(whole, () => group.set(group.eq(groups - 1).mux(0, group.addWrap(1))));
  });

  // Sums lie without gaps, so the even rows and columns of `pool` are a step of 2, and of a row more at the end of a row.
  const next = reg(uint(16));
  const at = first.mux(0, next);
  const step = pool.mux(ends.mux(command.columns.add(2), lit(uint(13), 2)), lit(uint(13), 1));
  when(toRead.fire, () => next.set(at.addWrap(step.extend(16))));
  const below = pool.and(quarter.bit(1)).mux(command.columns, 0);
  const right = pool.and(quarter.bit(0)).asUInt();
  const sum = at.addWrap(below.extend(16)).addWrap(right.extend(16));

  const bank = reg(bool, { init: false });
  const over = delay(toRead.fire.and(last), 2, { init: false });
  released.set(over);
  when(toRead.fire.and(last), () => bank.set(bank.not()));

  const perBlock = blockSize / lanes;
  const begins = group.bits(Math.log2(perBlock) - 1, 0).eq(0);
  const second = size > blockSize ? group.ge(perBlock).mux(points.trunc(16), 0) : lit(uint(16), 0);
  return {
    command,
    bank: { enable: issues.and(pool.or(group.eq(0))), bank, address: sum },
    parameters: { enable: issues, group, release: over },
    skip: {
      enable: issues.and(begins, modeIs(command.mode, 'add')),
      address: command.skipBase.addWrap(at as never).addWrap(second as never),
    },
    places,
    written,
    done: done.stream,
  };
}
