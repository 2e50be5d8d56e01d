/**
 * A copy engine: software says by registers what to copy, an AXI4 master reads and writes the memory in bursts, and an
 * interrupt tells of the end. Source, destination and length may have any alignment; the two places may not overlap.
 *
 *   grace verilog examples/dma/dma.ts -o out
 */
import {
  axiDomain,
  bool,
  bundle,
  fromBits,
  inDomain,
  module,
  output,
  reg,
  streamWire,
  u32,
  uint,
  when,
  zip,
} from 'grace-hdl';
import {
  type AxiDataBits,
  axiLiteSlave,
  axiMaster,
  axiRead,
  axiWrite,
  interrupt,
  registerFile,
} from 'grace-hdl/engines';
import { dmaMap, response } from './registers.js';

const job = bundle({ source: u32, destination: u32, bytes: uint(24) });

export const dma = module(
  'dma',
  ({ dataBits }: { dataBits: AxiDataBits; outstanding?: number }) => ({
    s_axi: axiLiteSlave(dmaMap),
    m_axi: axiMaster({ addressBits: 32, dataBits }),
    irq: output(bool, { interrupt: true }),
  }),
  (io, { outstanding = 4 }) => {
    const { regs } = registerFile(io.s_axi, dmaMap);
    const { sink: start, stream: jobs } = streamWire(job);
    const busy = reg(bool, { init: false });
    const waiting = reg(bool, { init: false });
    const wanted = reg(job);
    start.valid.set(waiting);
    start.payload.set(wanted);
    when(start.fire, () => waiting.set(false));
    when(regs.control.start.and(busy.not()), () => {
      busy.set(true);
      waiting.set(true);
      wanted.set({
        source: regs.source.address,
        destination: regs.destination.address,
        bytes: regs.length.bytes,
      });
    });

    const [from, to] = jobs.fork();
    const reads = axiRead(
      io.m_axi,
      from.map(({ source, bytes }) => ({ address: source, bytes })),
      { outstanding },
    );
    const writes = axiWrite(
      io.m_axi,
      to.map(({ destination, bytes }) => ({ address: destination, bytes })),
      reads.data,
      { outstanding },
    );

    const ends = zip({ read: reads.results, write: writes });

    const ended = reg(ends.type);
    ends.ready.set(true);
    when(ends.fire, () => {
      busy.set(false);
      ended.set(ends.payload);
    });
    regs.status.busy.set(busy);
    regs.status.read.set(fromBits(response, ended.read.resp));
    regs.status.write.set(fromBits(response, ended.write.resp));
    regs.error.address.set(ended.read.resp.any().mux(ended.read.address, ended.write.address));
    regs.irq_status.done.raise(ends.fire);
    io.irq.set(interrupt(regs));
  },
);

export default inDomain(axiDomain, () => dma({ dataBits: 64 }));
