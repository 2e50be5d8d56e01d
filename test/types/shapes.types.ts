import { expectTypeOf } from 'expect-type';
import {
  type Bool,
  bool,
  bundle,
  type Enum,
  enumOf,
  type Fixed,
  fixed,
  match,
  mem,
  reg,
  type SInt,
  sint,
  type UInt,
  u8,
  type Vec,
  vec,
  wire,
} from 'grace-hdl';

const pixel = bundle({ red: u8, green: u8, dark: bool });
const state = enumOf('idle', 'run', 'done');

export function shapesKeepWhatTheyAreMadeOf(): void {
  expectTypeOf(wire(bool)).toEqualTypeOf<Bool>();
  expectTypeOf(wire(fixed({ int: 4, frac: 12 }))).toEqualTypeOf<Fixed>();
  expectTypeOf(wire(vec(sint(5), 9)).at(0)).toEqualTypeOf<SInt<5>>();
  expectTypeOf(
    wire(vec(vec(u8, 3), 3))
      .at(0)
      .at(2),
  ).toEqualTypeOf<UInt<8>>();
  expectTypeOf(wire(pixel).red).toEqualTypeOf<UInt<8>>();
  expectTypeOf(wire(pixel).dark).toEqualTypeOf<Bool>();
  expectTypeOf(wire(vec(pixel, 4)).at(1).green).toEqualTypeOf<UInt<8>>();
  expectTypeOf(wire(vec(u8, 4))).toExtend<Vec>();
  for (const lane of wire(vec(u8, 4))) expectTypeOf(lane).toEqualTypeOf<UInt<8>>();
  expectTypeOf(mem(pixel, 16).type).toEqualTypeOf<typeof pixel>();
}

export function anEnumKnowsItsCases(): void {
  const current = reg(state, { init: 'idle' });
  expectTypeOf(current).toEqualTypeOf<Enum<'idle' | 'run' | 'done'>>();
  current.set('run');
  // @ts-expect-error no such case
  current.set('stop');
  // @ts-expect-error no such case
  current.eq('stop');
  // @ts-expect-error no such case
  reg(state, { init: 'stop' });
  match(current, { idle: () => {}, run: () => {}, done: () => {} });
  match(current, { idle: () => {}, default: () => {} });
  // @ts-expect-error a case is missing
  match(current, { idle: () => {}, run: () => {} });
  // @ts-expect-error a case too many
  match(current, { idle: () => {}, run: () => {}, done: () => {}, stop: () => {} });
}

export function bundlesAreAssignedWhole(): void {
  wire(pixel).set({ red: 1, green: wire(u8), dark: false });
  // @ts-expect-error a field is missing
  wire(pixel).set({ red: 1, green: 2 });
}
