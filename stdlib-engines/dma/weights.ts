import {
  type BoolType,
  type BundleType,
  bool,
  bundle,
  i8,
  input,
  module,
  mux,
  type SIntType,
  type Sink,
  type Stream,
  streamIn,
  streamOut,
  streamWire,
  type UIntType,
  uint,
  type VecType,
  vec,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import { commandType } from '../accelerator/isa/field.js';
import { weights } from '../accelerator/isa/formats.js';
import { placeIn, regionsType } from '../accelerator/regions.js';
import { axiReadMaster } from '../axi/bus.js';
import { axiRead } from '../axi/read.js';

const weightsCommand = commandType(weights);

/**
 * Reads parameters and weights from memory into a fifo of `weightRows` rows of the array, which has one for each cycle. A
 * beat of the bus per cycle; commands follow each other without a gap. `done` is offered when the last row of the
 * command is in the fifo, with its fault.
 *
 * A command with a fault reads nothing. A bus that answers with an error ends nothing: the rows come, and the command
 * reports it.
 */
export const weightsUnit = module(
  'weightsUnit',
  ({ config }: { config: AcceleratorConfig }) => ({
    command: streamIn(weightsCommand),
    done: streamOut(uint(4)),
    m_axi: axiReadMaster({ addressBits: 32, dataBits: config.busBits }),
    regions: input(regionsType),
    weights: streamOut(vec(i8, config.columns)),
  }),
  (io, { config }) => {
    const { rows, columns, busBits, outstanding, weightRows } = config;
    const checked = io.command
      .map(({ region, address, bytes }) => {
        const place = placeIn(io.regions, { region, offset: address, bytes, alignment: rows });
        const uneven = bytes.trunc(Math.log2(columns)).any();
        const refused = mux(uneven, faults.alignment, place.fault);
        return { address: place.address, bytes, fault: mux(bytes.eq(0), faults.field, refused) };
      })
      .regValid();
    const [asked, jobs] = checked.fork();
    const requests = asked.filter(({ fault }) => fault.eq(0)).map(({ address, bytes }) => ({ address, bytes }));
    const { data, results } = axiRead(io.m_axi, requests, { outstanding, aligned: true });

    // The result of a command stands beside its last data.
    const { sink, stream } = streamWire(bundle({ bytes: vec(i8, busBits / 8), wrong: bool }), { last: true });
    const marked = data.last!;
    const there = marked.not().or(results.valid);
    sink.payload.set({
      bytes: data.payload.elements.map(byte => byte.asSInt()),
      wrong: marked.and(results.payload.resp.any()),
    });
    sink.last?.set(marked);
    sink.valid.set(data.valid.and(there));
    data.ready.set(sink.ready.and(there));
    results.ready.set(data.fire.and(marked));
    const words = stream.widen(columns / (busBits / 8)).map(parts => ({
      row: parts.map(part => part.bytes).reduce((early, late) => early.concat(late)),
      wrong: parts.at(parts.length - 1).wrong,
    }));
    const filled = fill(jobs.map(({ fault }) => fault).fifo(8), words, io.done);
    filled.fifo(weightRows, { style: 'block' }).into(io.weights);
  },
);

type Row = VecType<SIntType<8>>;

/** Lets rows into the fifo, and says of each command when its last one goes there. */
function fill(
  jobs: Stream<UIntType<4>>,
  words: Stream<BundleType<{ row: Row; wrong: BoolType }>>,
  done: Sink<UIntType<4>>,
): Stream<Row> {
  const { row, wrong } = words.payload;
  const { sink, stream } = streamWire(row.type);
  const last = words.last!;
  const refused = jobs.payload.any();
  const free = last.not().or(done.ready);
  const goes = jobs.valid.and(refused.not());
  sink.payload.set(row);
  sink.valid.set(goes.and(words.valid, free));
  words.ready.set(goes.and(sink.ready, free));
  done.valid.set(jobs.valid.and(refused.or(words.valid.and(last, sink.ready))));
  done.payload.set(mux(wrong.and(refused.not()), faults.readError, jobs.payload));
  jobs.ready.set(done.fire);
  return stream;
}
