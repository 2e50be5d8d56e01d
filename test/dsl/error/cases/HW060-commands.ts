// Commands whose addresses are not those of the bus.
import { module, streamIn, streamOut } from 'grace-hdl';
import { axiCommand, axiRead, axiReadMaster, axiResult } from 'grace-hdl/engines';

const load = module(
  'load',
  () => ({
    m_axi: axiReadMaster({ addressBits: 40 }),
    commands: streamIn(axiCommand(32, 20)),
    results: streamOut(axiResult(40)),
  }),
  io => {
    const { data, results } = axiRead(io.m_axi, io.commands);
    data.ready.set(true);
    results.into(io.results);
  },
);

export default load();
