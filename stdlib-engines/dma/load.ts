import {
  bool,
  bundle,
  check,
  i8,
  input,
  module,
  mux,
  reg,
  type Sink,
  streamIn,
  streamOut,
  streamWire,
  u16,
  uint,
  vec,
  vecOf,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { regionsType } from '../accelerator/regions.js';
import { axiReadMaster } from '../axi/bus.js';
import { axiRead } from '../axi/read.js';
import { loadAffine } from './load-affine.js';
import { loadCommand, loadRows } from './load-rows.js';
import { type Beats, loadWords } from './load-words.js';
import { joined } from './runs.js';

/** A word of the tile memory or the skip memory to be written. */
const wordWrite = ({ rows }: AcceleratorConfig) => bundle({ address: u16, data: vec(i8, rows) });

/**
 * Loads boxes of words from memory into the tile memory or the skip memory, with zeros around them and, on the way, the
 * affine normalisation of each channel; and the table of its gains.
 *
 * A beat of the bus, or a word of zeros, per cycle. Rows and commands follow each other without a gap: what comes next is
 * asked for while data come in, as far as the buffer (`outstanding` bursts of 16 beats) and a list of 32 rows reach.
 * `done` is offered when the last word has been written, with the fault of the command.
 *
 * Every row is checked before it is asked for. One with a fault ends its command; the rows before it have been loaded. A
 * bus that answers with an error ends nothing: the command goes on to its end and reports it then.
 *
 * `tile_write` and `skip_write` come from registers, and their `ready` has to be 1 (checked in simulation).
 */
export const loadUnit = module(
  'loadUnit',
  ({ config }: { config: AcceleratorConfig }) => ({
    command: streamIn(loadCommand),
    done: streamOut(uint(4)),
    m_axi: axiReadMaster({ addressBits: 32, dataBits: config.busBits }),
    regions: input(regionsType),
    tile_write: streamOut(wordWrite(config)),
    skip_write: streamOut(wordWrite(config)),
  }),
  (io, { config }) => {
    const { runs, tickets } = loadRows(io.command, io.regions, config);
    const requests = joined(runs).map(({ address, bytes }) => ({ address, bytes }));
    const reads = axiRead(io.m_axi, requests, { outstanding: config.outstanding, aligned: true });
    const beats = loadAffine(loadWords(tickets.fifo(32), reads, config), config);
    writeWords(beats, io, config);
  },
);

interface Ends {
  readonly done: Sink<ReturnType<typeof uint<4>>>;
  readonly tile_write: Sink<ReturnType<typeof wordWrite>>;
  readonly skip_write: Sink<ReturnType<typeof wordWrite>>;
}

/** Puts words together, and writes them. */
function writeWords(beats: Beats, { done, tile_write, skip_write }: Ends, config: AcceleratorConfig): void {
  const wide = config.busBits / 8;
  const { elements, address, zero, complete, skip, isTable, ends, empty, fault } = beats.payload;
  const early = config.rows - wide;
  const before = early > 0 ? reg(vec(i8, early)) : undefined;
  const whole = before ? before.concat(elements) : elements;
  // The oldest beat is at the low end.
  if (before) when(beats.fire, () => before.set(whole.slice(wide)));
  const word = reg(wordWrite(config));
  when(beats.fire, () => word.set({ address, data: mux(zero, vecOf(i8, Array<number>(config.rows).fill(0)), whole) }));
  const writes = beats.fire.and(complete, isTable.not(), empty.not());
  for (const [sink, chosen] of [
    [tile_write, skip.not()],
    [skip_write, skip],
  ] as const) {
    const valid = reg(bool, { init: false });
    valid.set(writes.and(chosen));
    sink.valid.set(valid);
    sink.payload.set(word);
    check.assert(sink.ready, 'a memory takes a word in every cycle');
  }
  const { sink, stream } = streamWire(uint(4));
  beats.ready.set(ends.not().or(sink.ready));
  sink.valid.set(beats.valid.and(ends));
  sink.payload.set(fault);
  // Not before the word, which is in a register.
  stream.regValid().into(done);
}
