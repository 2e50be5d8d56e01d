import { bool, u8, uint } from 'grace-hdl';
import { register, registerMap, ro, rw } from 'grace-hdl/engines';

export default registerMap('timer', {
  control: register({
    mode: rw(uint(3)),
    enable: rw(bool),
    level: ro(u8, { at: 24 }),
  }),
});
