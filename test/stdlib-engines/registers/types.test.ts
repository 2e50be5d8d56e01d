import { expectTypeOf } from 'expect-type';
import { suite } from 'uvu';
import { simulate } from '../../../backend-sim/index.js';
import { type Bool, bool, type Enum, enumOf, type Fixed, fixed, module, type UInt, uint } from '../../../dsl/index.js';
import {
  axiLiteSlave,
  constant,
  interruptRegisters,
  rc,
  register,
  registerFile,
  registerMap,
  ro,
  rw,
  w1c,
  w1s,
} from '../../../stdlib-engines/index.js';

/** The compiler is the test: what `@ts-expect-error` stands above has to be wrong. */
const types = suite('types of registers');

const map = registerMap('types', {
  control: register({ mode: rw(enumOf('off', 'on')), gain: rw(fixed({ int: 2, frac: 4 })), go: w1s(bool) }),
  level: register({ value: ro(uint(9)), peak: rc(uint(9)) }, { count: 2 }),
  ...interruptRegisters({ done: '' }),
});

const design = module(
  'types',
  () => ({ s_axi: axiLiteSlave(map) }),
  io => {
    const { regs, written, read } = registerFile(io.s_axi, map);
    expectTypeOf(regs.control.mode).toEqualTypeOf<Enum<'off' | 'on'>>();
    expectTypeOf(regs.control.gain).toEqualTypeOf<Fixed>();
    expectTypeOf(regs.level[0]!.value).toEqualTypeOf<UInt<9>>();
    expectTypeOf(regs.irq_status.done.kept).toEqualTypeOf<Bool>();
    expectTypeOf(written.control).toEqualTypeOf<Bool>();
    expectTypeOf(read.level).toEqualTypeOf<readonly Bool[]>();
    regs.control.go.clear();
    regs.irq_status.done.raise(regs.control.mode.eq('on'));
    regs.irq_pending.done.set(regs.irq_status.done);
    for (const { value, peak } of regs.level) {
      value.set(7);
      peak.raise(peak.kept);
    }
  },
);

types('follow from the description', () => {
  const sim = simulate(design());
  const { s_axi_r } = sim.run({ s_axi_ar: [{ addr: 4, prot: 0 }] }, { expect: { s_axi_r: 1 } });
  expectTypeOf(s_axi_r).toEqualTypeOf<readonly { readonly data: number | bigint; readonly resp: number }[]>();
});

export const wrong = module(
  'wrong',
  () => ({ s_axi: axiLiteSlave(map) }),
  io => {
    const { regs } = registerFile(io.s_axi, map);
    // @ts-expect-error no such case
    regs.control.mode.eq('of');
    // @ts-expect-error software alone writes it
    regs.control.gain.raise();
    // @ts-expect-error an array of registers
    regs.level.value;
    // @ts-expect-error no such field
    regs.irq_enable.dome;
    // @ts-expect-error software clears bits, and an enum has none
    w1c(enumOf('a', 'b'));
    // @ts-expect-error no such case
    rw(enumOf('a', 'b'), { reset: 'c' });
    // @ts-expect-error a number
    constant(uint(3), 'x');
  },
);

types('streams of a bus have names', () => {
  const sim = simulate(design());
  // @ts-expect-error no such channel
  const feed: Parameters<typeof sim.run>[0] = { s_axi_ax: [] };
  // @ts-expect-error a response comes out
  const other: Parameters<typeof sim.run>[0] = { s_axi_b: [] };
  void [feed, other];
});

types.run();
