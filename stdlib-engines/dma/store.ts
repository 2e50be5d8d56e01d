import {
  asBits,
  bool,
  bundle,
  i8,
  input,
  module,
  mux,
  range,
  reg,
  type Sink,
  type Stream,
  streamIn,
  streamOut,
  streamWire,
  type UIntType,
  u16,
  uint,
  vec,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import { regionsType } from '../accelerator/regions.js';
import { axiWriteMaster } from '../axi/bus.js';
import type { AxiResult } from '../axi/command.js';
import { axiWrite } from '../axi/write.js';
import { joined } from './runs.js';
import { storeCommand, storeRows, type wordsType } from './store-rows.js';

/**
 * Stores boxes of words of the output memory. It asks for words by their address (`out_read`), gets them in order
 * (`out_data`), and writes them to memory: a beat per cycle, rows and commands without a gap, as far as `outstanding`
 * bursts of 16 beats reach. `done` is offered when the memory has answered all writes of the command, with its fault.
 *
 * Every row is checked before it is written. One with a fault ends its command; the rows before it are written. A bus that
 * answers with an error ends nothing: the command goes on to its end and reports it then.
 */
export const storeUnit = module(
  'storeUnit',
  ({ config }: { config: AcceleratorConfig }) => ({
    command: streamIn(storeCommand),
    done: streamOut(uint(4)),
    m_axi: axiWriteMaster({ addressBits: 32, dataBits: config.busBits }),
    regions: input(regionsType),
    out_read: streamOut(u16),
    out_data: streamIn(vec(i8, config.rows)),
  }),
  (io, { config }) => {
    const { rows, busBits, outstanding } = config;
    const { runs, tickets } = storeRows(io.command, io.regions, config);
    addressesOf(tickets.fifo(32)).into(io.out_read);

    const wide = busBits / 8;
    const beats = io.out_data.map(word => range(rows / wide).map(i => asBits(word.slice(i * wide, (i + 1) * wide))));
    const [asked, waiting] = joined(runs).fork();
    const requests = asked.map(({ address, bytes }) => ({ address, bytes }));
    const results = axiWrite(io.m_axi, requests, beats.narrow().skid(), { outstanding, aligned: true });
    ends(waiting.map(({ final, fault }) => ({ final, fault })).fifo(32) as Ends, results, io.done);
  },
);

/** The words of rows, one by one. */
function addressesOf(rows: Stream<typeof wordsType>): Stream<typeof u16> {
  const { sink, stream } = streamWire(u16);
  const x = reg(uint(12), { init: 0 });
  const { local, columns } = rows.payload;
  const last = x.addWrap(1).eq(columns);
  sink.valid.set(rows.valid);
  sink.payload.set(local.addWrap(x.extend(16)));
  rows.ready.set(sink.ready.and(last));
  when(sink.fire, () => x.set(last.mux(0, x.addWrap(1))));
  return stream.skid();
}

const endType = bundle({ final: bool, fault: uint(4) });
type Ends = Stream<typeof endType>;

/** One code for all requests of a command. */
function ends(requests: Ends, results: Stream<AxiResult>, done: Sink<UIntType<4>>): void {
  const failed = reg(bool, { init: false });
  const { final, fault } = requests.payload;
  const wrong = failed.or(results.payload.resp.any());
  const both = requests.valid.and(results.valid);
  const free = final.not().or(done.ready);
  done.valid.set(both.and(final));
  done.payload.set(mux(fault.eq(0).and(wrong), faults.writeError, fault));
  requests.ready.set(results.valid.and(free));
  results.ready.set(requests.valid.and(free));
  when(both.and(free), () => failed.set(wrong.and(final.not())));
}
