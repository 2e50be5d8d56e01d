// Sizes that a bus of AXI does not have.
import { module } from 'grace-hdl';
import { axiMaster } from 'grace-hdl/engines';

const copy = module(
  'copy',
  () => ({ m_axi: axiMaster({ addressBits: 32, dataBits: 48 as 64 }) }),
  () => {},
);

export default copy();
