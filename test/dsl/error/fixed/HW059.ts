import { module, streamIn, streamOut, u8, vec } from 'grace-hdl';
import { axiCommand, axiResult, axiWrite, axiWriteMaster } from 'grace-hdl/engines';

const copy = module(
  'copy',
  () => ({
    m_axi: axiWriteMaster({ addressBits: 32, dataBits: 64 }),
    commands: streamIn(axiCommand(32, 20)),
    data: streamIn(vec(u8, 6)),
    results: streamOut(axiResult(32)),
  }),
  io => axiWrite(io.m_axi, io.commands, io.data.gearbox(8)).into(io.results),
);

export default copy();
