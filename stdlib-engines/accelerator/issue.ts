import { bool, bundle, input, module, output, type Sink, type Stream, u32, uint, vec } from '../../dsl/index.js';
import { axiReadMaster, connectAxi } from '../axi/bus.js';
import type { AcceleratorConfig } from './config.js';
import { commandPorts, dispatch, donePorts } from './dispatch.js';
import { placeType } from './gate.js';
import { faultAtType } from './instruction.js';
import { units } from './isa/field.js';
import { regionsType } from './regions.js';
import { sequencer } from './sequencer.js';

/** What a running program says of itself in each cycle; `control` acts by it. */
export const progressType = bundle({
  /** An instruction has ended by this fault: for a cycle. */
  fault: faultAtType,
  /** There are no further instructions, because of `end`, or of this fault: from then on. */
  program_ended: bool,
  program_fault: faultAtType,
  /** An instruction has ended. */
  instruction_ended: bool,
  /** No instruction waits, and none is being carried out. */
  rest: bool,
  /** Units at work. */
  activity: uint(units.length),
  places: vec(placeType, units.length),
});

/** Programs from memory to the units: `sequencer` and `dispatch`. */
export const issue = module(
  'issue',
  ({ config }: { config: AcceleratorConfig }) => ({
    begin: input(bool),
    run: input(bool),
    program: input(u32),
    regions: input(regionsType),
    m_axi: axiReadMaster({ addressBits: 32, dataBits: config.busBits }),
    commands: commandPorts,
    done: donePorts,
    progress: output(progressType),
  }),
  (io, { config }) => {
    const fetcher = sequencer({ config });
    fetcher.start.set(io.begin);
    fetcher.program.set(io.program);
    fetcher.regions.set(io.regions);
    connectAxi(fetcher.m_axi, io.m_axi);

    const dispatcher = dispatch({ config });
    fetcher.instructions.into(dispatcher.instructions);
    dispatcher.run.set(io.run);
    for (const unit of units) {
      (dispatcher.commands[unit] as Stream).into(io.commands[unit] as Sink);
      io.done[unit].into(dispatcher.done[unit]);
    }
    io.progress.set({
      fault: dispatcher.fault,
      program_ended: fetcher.ended,
      program_fault: fetcher.fault,
      instruction_ended: dispatcher.ended,
      rest: dispatcher.rest,
      activity: dispatcher.activity,
      places: dispatcher.places,
    });
  },
);
