// Elements that are not as wide as the bus.
import { module, streamIn, streamOut, u16 } from 'grace-hdl';
import { axiCommand, axiResult, axiWrite, axiWriteMaster } from 'grace-hdl/engines';

const store = module(
  'store',
  () => ({
    m_axi: axiWriteMaster({ addressBits: 32, dataBits: 64 }),
    commands: streamIn(axiCommand(32, 20)),
    data: streamIn(u16),
    results: streamOut(axiResult(32)),
  }),
  io => axiWrite(io.m_axi, io.commands, io.data).into(io.results),
);

export default store();
