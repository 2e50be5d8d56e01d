/**
 * A timer that software controls over AXI4-Lite: a register map, its fields as signals, pulse-width modulation, and
 * an interrupt line.
 *
 *   grace verilog examples/timer/timer.ts -o out
 *   grace registers examples/timer/registers.ts --c --python --md -o out
 */
import { axiDomain, bool, inDomain, module, output, reg, u16, vec, when } from 'grace-hdl';
import { axiLiteSlave, interrupt, registerFile } from 'grace-hdl/engines';
import { timerMap } from './registers.js';

export const timer = module(
  'timer',
  () => ({ s_axi: axiLiteSlave(timerMap), pwm: output(vec(bool, 2)), irq: output(bool, { interrupt: true }) }),
  io => {
    const { regs } = registerFile(io.s_axi, timerMap);
    const { control, rounds } = regs;
    const count = reg(u16, { init: 0 });
    const cycle = reg(u16, { init: 0 });
    regs.count.value.set(count);

    const counts = control.enable.and(cycle.ge(regs.prescale.cycles));
    const ends = counts.and(count.ge(regs.top.value));
    when(control.enable, () => cycle.set(cycle.addWrap(1)));
    when(counts, () => {
      cycle.set(0);
      count.set(count.addWrap(1));
    });
    when(ends, () => {
      count.set(0);
      when(control.mode.eq('once'), () => control.enable.set(false));
      when(rounds.number.kept.ne(0xff), () => rounds.number.set(rounds.number.kept.addWrap(1)));
    });
    when(control.restart, () => {
      cycle.set(0);
      count.set(0);
    });

    const high = regs.duty.map(({ value }) => control.enable.and(count.lt(value)));
    io.pwm.set(high);
    const before = reg(bool, { init: false });
    before.set(high[0]!);
    regs.irq_status.done.raise(ends);
    regs.irq_status.match.raise(before.and(high[0]!.not()));
    io.irq.set(interrupt(regs));
  },
);

export default inDomain(axiDomain, () => timer());
