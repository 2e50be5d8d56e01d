import {
  type Bool,
  bool,
  bundle,
  reg,
  type Stream,
  streamWire,
  type Type,
  type UInt,
  u16,
  uint,
  vec,
  when,
} from '../../dsl/index.js';
import { extent } from './extent.js';
import { fit } from './fit.js';

/** What of a command has to be multiplied to know how far it reaches; each a list of three. */
interface Reach {
  readonly base: UInt;
  readonly counts: readonly UInt[];
  readonly steps: readonly UInt[];
  readonly sizes: readonly UInt[];
}

/** Words and points that a command needs. */
export interface Extent {
  readonly last: UInt<34>;
  readonly points: UInt<17>;
}

/**
 * Commands, each with its number of points and whether its fields are sound. It waits at its port meanwhile, some ten
 * cycles, and moves on at once when what is before it is done.
 */
export function inspect<T extends Type>(
  commands: Stream<T>,
  reach: (command: Stream<T>['payload']) => Reach,
  isSound: (command: Stream<T>['payload'], extent: Extent) => Bool,
) {
  const question = bundle({ base: uint(18), counts: vec(uint(14), 3), steps: vec(u16, 3), sizes: vec(uint(12), 3) });
  const { sink: asks, stream: questions } = streamWire(question);
  const { base, counts, steps, sizes } = reach(commands.payload);
  const wide = (bits: number) => (value: UInt) => fit(value, bits);
  asks.payload.set({
    base: fit(base, 18),
    counts: counts.map(wide(14)),
    steps: steps.map(wide(16)),
    sizes: sizes.map(wide(12)),
  } as never);
  const asked = reg(bool, { init: false });
  asks.valid.set(commands.valid.and(asked.not()));

  const answers = questions.map(extent, { period: 6 });
  const { sink, stream } = streamWire(bundle({ command: commands.type, points: uint(17), sound: bool }));
  const { last, points } = answers.payload as unknown as Extent;
  const sound = isSound(commands.payload, { last, points });
  sink.payload.set({ command: commands.payload, points, sound } as never);
  sink.valid.set(commands.valid.and(answers.valid));
  commands.ready.set(sink.fire);
  answers.ready.set(sink.fire);
  when(asks.fire, () => asked.set(true));
  when(sink.fire, () => asked.set(false));
  return stream;
}

/** All of them at least 1. */
export const some = (...counts: readonly UInt[]): Bool => counts.map(count => count.any()).reduce((a, b) => a.and(b));
