import { expectTypeOf } from 'expect-type';
import {
  asBits,
  type Bool,
  bool,
  bundle,
  type Circuit,
  delay,
  type Enum,
  enumOf,
  type Fixed,
  fixed,
  fromBits,
  i8,
  lanewise,
  lit,
  match,
  mem,
  module,
  mux,
  output,
  priority,
  reg,
  type SInt,
  select,
  sint,
  states,
  type UInt,
  u8,
  uint,
  type Vec,
  vec,
  vecOf,
  wire,
} from 'grace-hdl';

const pixel = bundle({ red: u8, on: bool });
const state = enumOf('idle', 'run');

/** Functions that take a signal of any type give one of the same type. */
export function choicesKeepTheType(c: Bool, a: UInt<8>, s: SInt<5>, e: Enum<'idle' | 'run'>): void {
  const p = wire(pixel);
  const v = wire(vec(i8, 3));
  expectTypeOf(mux(c, a, 3)).toEqualTypeOf<UInt<8>>();
  expectTypeOf(mux(c, 3, a)).toEqualTypeOf<UInt<8>>();
  expectTypeOf(mux(c, e, 'run')).toEqualTypeOf<Enum<'idle' | 'run'>>();
  expectTypeOf(c.mux(p, p).red).toEqualTypeOf<UInt<8>>();
  expectTypeOf(c.mux(v, v)).toEqualTypeOf<typeof v>();
  expectTypeOf(select(a, [s, 0, s])).toEqualTypeOf<SInt<5>>();
  expectTypeOf(
    priority(
      [
        [c, s],
        [true, 2],
      ],
      s,
    ),
  ).toEqualTypeOf<SInt<5>>();
  // @ts-expect-error a condition is a Bool
  mux(a, a, a);
  // @ts-expect-error two types
  mux(c, a, s);
}

export function delaysTakeTheConstantsOfTheirType(a: UInt<8>, c: Bool, e: Enum<'idle' | 'run'>): void {
  expectTypeOf(delay(a, 2, { init: 5 })).toEqualTypeOf<UInt<8>>();
  expectTypeOf(delay(wire(pixel), 1, { init: { red: 1, on: false } }).red).toEqualTypeOf<UInt<8>>();
  delay(c, 1, { init: true });
  delay(e, 1, { init: 'idle' });
  delay(wire(vec(u8, 2)), 1, { init: [1, 2] });
  // @ts-expect-error no such case
  delay(e, 1, { init: 'stop' });
  // @ts-expect-error not a number
  delay(a, 1, { init: true });
}

export function lanesAreElements(): void {
  const v = wire(vec(i8, 3));
  expectTypeOf(lanewise((x, y) => x.mul(y), v, v)).toEqualTypeOf<Vec<ReturnType<typeof sint<16>>>>();
  const sums = wire(vec(sint(32), 3));
  const grown = lanewise((sum, x, y) => sum.addWrap(x.mul(y).extend(32)), sums, v, v);
  expectTypeOf(grown).toEqualTypeOf<typeof sums>();
  expectTypeOf(lanewise(x => x.lt(0), v).at(0)).toEqualTypeOf<Bool>();
  expectTypeOf(lanewise(p => p.red, wire(vec(pixel, 2))).at(0)).toEqualTypeOf<UInt<8>>();
  expectTypeOf(lanewise(p => p, wire(vec(pixel, 2))).at(0).on).toEqualTypeOf<Bool>();
  expectTypeOf(vecOf(u8, [1, 2, wire(u8)]).at(1)).toEqualTypeOf<UInt<8>>();
}

export function bitsComeBackAsTheirType(): void {
  expectTypeOf(asBits(wire(pixel))).toEqualTypeOf<UInt<number>>();
  expectTypeOf(fromBits(pixel, wire(uint(9))).on).toEqualTypeOf<Bool>();
  expectTypeOf(lit(fixed({ int: 4, frac: 4 }), 1.5)).toEqualTypeOf<Fixed>();
  expectTypeOf(mem(pixel, 4).read(wire(uint(2))).red).toEqualTypeOf<UInt<8>>();
  // @ts-expect-error an address has no sign
  mem(u8, 4).read(wire(sint(2)));
  // @ts-expect-error nor has an index
  wire(vec(u8, 4)).at(wire(sint(2)));
}

export function machinesKnowTheirStates(): void {
  const machine = states({ idle: s => s.go('run'), run: s => s.go('idle') });
  expectTypeOf(machine.state).toEqualTypeOf<Enum<'idle' | 'run'>>();
  // @ts-expect-error no such state
  machine.is('stop');
  // @ts-expect-error a number is matched by numbers
  match(wire(u8), { one: () => {} });
}

/** A width that a function leaves open is no obstacle, in either direction. */
export function genericWidthsCompose<W extends number>(a: UInt<W>, b: UInt<W>, list: readonly UInt[], n: number): void {
  a.set(b);
  const sum: UInt = a.add(b);
  const total: UInt = list.reduce((x, y) => x.add(y), lit(uint(n), 0) as UInt);
  const takes = (x: UInt, y: UInt<8>): UInt => x.add(y);
  takes(sum, wire(u8));
  takes(wire(u8), total.trunc(8));
  wire(u8).set(total);
  wire(uint(n)).set(wire(u8));
  const mixed: UInt[] = [wire(u8), wire(uint(9)), total];
  reg(vec(uint(n), 2)).set([mixed[0]!, 3]);
}

const top = module(
  'top',
  () => ({ y: output(state) }),
  ({ y }) => y.set('idle'),
);

export function aCircuitKeepsItsPorts(): void {
  expectTypeOf(top()).toExtend<Circuit>();
  expectTypeOf(top().y).toEqualTypeOf<Enum<'idle' | 'run'>>();
}
