import { type Bool, bool, input, lit, module, mux, output, reg, states, u32, uint, when } from '../../dsl/index.js';
import { faults } from './fault.js';
import { faultAtType } from './instruction.js';
import { instructionBytes } from './isa/formats.js';
import { progressType } from './issue.js';
import { regionsType } from './regions.js';
import { numberBits } from './registers.js';

const none = { code: faults.none, number: 0 };

/**
 * The life of a program: `idle`, `check` of its regions, `run`, `drain` until the buses are at rest, `clear`, and `idle` again.
 * Every program ends in this way, also by its `end`, so each begins as after reset.
 *
 * A program ends by the first of these: a fault of a unit; `stop`; the watchdog, when no instruction has ended for `watchdog`
 * cycles; and, when all that it began with is done (`rest`), a fault of the sequencer, or its `end`. For `aborted` and
 * `timeout` the number of the fault is how many instructions had ended. Where the program and its regions lie is
 * kept from the start on, so software may already write the next ones.
 */
export const control = module(
  'control',
  () => ({
    start: input(bool),
    stop: input(bool),
    program: input(u32),
    regions: input(regionsType),
    watchdog: input(u32),
    progress: input(progressType),
    /** The buses are at rest, after `halt`. */
    quiet: input(bool),

    /** For a cycle: the program begins. */
    begin: output(bool),
    /** For the cycle before that, whatever becomes of it. */
    fresh: output(bool),
    /** Instructions may be let go. */
    run: output(bool),
    /** No further burst. */
    halt: output(bool),
    /** All but the registers is to be as after reset. */
    clear: output(bool),
    running_program: output(u32),
    running_regions: output(regionsType),
    busy: output(bool),
    draining: output(bool),
    outcome: output(faultAtType),
    /** For a cycle: a program has ended, `outcome` says how. */
    over: output(bool),
  }),
  io => {
    const program = reg(u32);
    const regions = reg(regionsType);
    const outcome = reg(faultAtType, { init: none });
    const ended = reg(uint(numberBits), { init: 0 });
    const pause = reg(u32, { init: 0 });
    const begin = reg(bool, { init: false });
    begin.set(false);

    const { constants, work } = regions;
    const misplaced = [constants, work].map(({ base }) => base.bits(Math.log2(instructionBytes) - 1, 0).any());
    const beyond = [constants, work].map(({ base, size }) => base.add(size).gt(2 ** 32));
    const timeout = io.watchdog.any().and(pause.ge(io.watchdog));
    const either = ([a, b]: readonly Bool[]): Bool => a!.or(b!);
    const code = (value: number) => lit(uint(4), value);

    const life = states({
      idle: s =>
        when(io.start, () => {
          program.set(io.program);
          regions.set(io.regions);
          s.go('check');
        }),
      check: s => {
        ended.set(0);
        pause.set(0);
        const [odd, outside] = [either(misplaced), either(beyond)];
        const place = mux(odd, code(faults.alignment), mux(outside, code(faults.address), code(faults.none)));
        outcome.set({ code: mux(io.stop, code(faults.aborted), place), number: 0 });
        when(io.stop.or(odd, outside), () => s.go('drain')).otherwise(() => {
          begin.set(true);
          s.go('run');
        });
      },
      run: s => {
        pause.set(pause.addWrap(1));
        when(io.progress.instruction_ended, () => {
          pause.set(0);
          ended.set(ended.addWrap(1));
        });
        const software = mux(io.stop, code(faults.aborted), code(faults.timeout));
        when(io.progress.fault.code.any(), () => outcome.set(io.progress.fault))
          .elseWhen(io.stop.or(timeout), () => outcome.set({ code: software, number: ended }))
          .otherwise(() => outcome.set(io.progress.program_fault));
        const over = io.progress.program_ended.or(io.progress.program_fault.code.any()).and(io.progress.rest);
        when(io.progress.fault.code.any().or(io.stop, timeout, over), () => s.go('drain'));
      },
      drain: s => when(io.quiet, () => s.go('clear')),
      clear: s => s.go('idle'),
    });

    io.begin.set(begin);
    io.fresh.set(life.is('check'));
    io.run.set(life.is('run'));
    io.halt.set(life.is('drain').or(life.is('clear')));
    io.clear.set(life.is('clear'));
    io.over.set(life.is('clear'));
    io.busy.set(life.is('idle').not());
    io.draining.set(life.is('drain'));
    io.running_program.set(program);
    io.running_regions.set(regions);
    io.outcome.set(outcome);
  },
);
