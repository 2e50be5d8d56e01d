// A bus whose addresses are too short for the registers.
import { module, u32 } from 'grace-hdl';
import { axiLiteSlave, register, registerFile, registerMap, rw } from 'grace-hdl/engines';

const timerMap = registerMap('timer', { compare: register({ value: rw(u32) }, { count: 16 }) });

const timer = module(
  'timer',
  () => ({ s_axi: axiLiteSlave({ addressBits: 4 }) }),
  io => {
    registerFile(io.s_axi, timerMap);
  },
);

export default timer();
