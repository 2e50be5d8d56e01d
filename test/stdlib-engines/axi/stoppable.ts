import { bool, input, module, output, streamIn, streamOut, u8, vec } from '../../../dsl/index.js';
import { axiCommand, axiMaster, axiQuiesce, axiResult } from '../../../stdlib-engines/index.js';
import { masters } from './bench.js';

const spec = { dataBits: 64, outstanding: 3 } as const;

/** Both masters behind a bus that can be stopped. */
export const stoppable = module(
  'stoppable',
  (_: { outstanding: number }) => ({
    m_axi: axiMaster({ addressBits: 32, dataBits: 64 }),
    stop: input(bool),
    idle: output(bool),
    reads: streamIn(axiCommand(32, 14)),
    writes: streamIn(axiCommand(32, 14)),
    words: streamIn(vec(u8, 8), { last: true }),
    read_results: streamOut(axiResult(32)),
    write_results: streamOut(axiResult(32)),
  }),
  (io, options) => {
    const inner = masters(spec);
    io.reads.into(inner.reads);
    io.writes.into(inner.writes);
    io.words.into(inner.words);
    inner.data.ready.set(true);
    inner.read_results.into(io.read_results);
    inner.write_results.into(io.write_results);
    io.idle.set(axiQuiesce(inner.m_axi, io.m_axi, io.stop, options));
  },
);
