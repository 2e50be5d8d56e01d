import { axisIn, axisOut, module, u8 } from 'grace-hdl';

const bursts = module(
  'bursts',
  () => ({ s_axis: axisIn(u8), m_axis: axisOut(u8, { last: true }) }),
  io => {
    io.s_axis.lastEvery(64).batch(128).into(io.m_axis);
  },
);

export default bursts();
