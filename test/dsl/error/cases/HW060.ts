// Bursts that are longer than AXI3 knows.
import { module, streamIn, streamOut, u8, vec } from 'grace-hdl';
import { axiCommand, axiResult, axiWrite, axiWriteMaster } from 'grace-hdl/engines';

const store = module(
  'store',
  () => ({
    m_axi: axiWriteMaster({ addressBits: 32, dataBits: 64, version: 'axi3' }),
    commands: streamIn(axiCommand(32, 20)),
    data: streamIn(vec(u8, 8)),
    results: streamOut(axiResult(32)),
  }),
  io => axiWrite(io.m_axi, io.commands, io.data, { burst: 64 }).into(io.results),
);

export default store();
