import { bool, fromBits, input, module, output, reg, u32, uint, vec, when } from '../../dsl/index.js';
import { axiLiteSlave } from '../axi-lite/bus.js';
import { interrupt } from '../registers/interrupts.js';
import { registerFile } from '../registers/register-file.js';
import type { AcceleratorConfig } from './config.js';
import { control } from './control.js';
import { counters, readBuses, writeBuses } from './counters.js';
import { faults } from './fault.js';
import { placeType } from './gate.js';
import { units } from './isa/field.js';
import { progressType } from './issue.js';
import { regionsType } from './regions.js';
import { acceleratorMap, faultType } from './registers.js';

/**
 * The side of an accelerator that software sees, and that no `clear` touches: registers, interrupt, counters, and the life
 * of a program (`control`), which `progress` tells of.
 */
export const controller = module(
  'controller',
  ({ config }: { config: AcceleratorConfig }) => ({
    s_axi: axiLiteSlave(acceleratorMap(config)),
    irq: output(bool, { interrupt: true }),
    begin: output(bool),
    run: output(bool),
    halt: output(bool),
    clear: output(bool),
    program: output(u32),
    regions: output(regionsType),
    progress: input(progressType),
    quiet: input(bool),
    /** Beats that pass, a bit for each bus: to be counted. */
    reads: input(uint(readBuses)),
    writes: input(uint(writeBuses)),
  }),
  (io, { config }) => {
    const { regs } = registerFile(io.s_axi, acceleratorMap(config));
    const { progress } = io;
    const life = control();
    life.start.set(regs.control.start);
    life.stop.set(regs.control.stop);
    life.program.set(regs.program.offset);
    life.regions.set({
      constants: { base: regs.constants_base.address, size: regs.constants_size.bytes },
      work: { base: regs.work_base.address, size: regs.work_size.bytes },
    });
    life.watchdog.set(regs.watchdog.cycles);
    life.progress.set(progress);
    life.quiet.set(io.quiet);
    io.begin.set(life.begin);
    io.run.set(life.run);
    io.halt.set(life.halt);
    io.clear.set(life.clear);
    io.program.set(life.running_program);
    io.regions.set(life.running_regions);

    regs.status.busy.set(life.busy);
    regs.status.draining.set(life.draining);
    regs.status.fault.set(fromBits(faultType, life.outcome.code));
    regs.fault_instruction.number.set(life.outcome.number);
    when(regs.control.start.and(life.busy), () => regs.status.start_ignored.raise());
    when(life.over, () => {
      const good = life.outcome.code.eq(faults.none);
      regs.irq_status.done.raise(good);
      regs.irq_status.fault.raise(good.not());
    });
    io.irq.set(interrupt(regs));

    const places = reg(vec(placeType, units.length), {
      init: units.map(() => ({ instruction: 0, state: 'idle' as const })),
    });
    when(life.run, () => places.set(progress.places));
    const count = counters();
    count.begin.set(life.fresh);
    count.busy.set(life.busy);
    count.instruction_ended.set(progress.instruction_ended);
    count.activity.set(progress.activity);
    count.reads.set(io.reads);
    count.writes.set(io.writes);
    regs.cycles.count.set(count.cycles);
    regs.instructions.count.set(count.instructions);
    regs.reads.beats.set(count.read_beats);
    regs.writes.beats.set(count.write_beats);
    for (const i of units.keys()) {
      regs.work[i]!.cycles.set(count.work.at(i));
      regs.unit[i]!.instruction.set(places.at(i).instruction);
      regs.unit[i]!.state.set(places.at(i).state);
    }
  },
);
