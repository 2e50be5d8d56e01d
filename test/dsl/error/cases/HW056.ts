// Two fields that share a bit, and one that reaches beyond the register.
import { bool, u8, uint } from 'grace-hdl';
import { register, registerMap, ro, rw } from 'grace-hdl/engines';

export default registerMap('timer', {
  control: register({
    mode: rw(uint(3)),
    enable: rw(bool, { at: 2 }),
    level: ro(u8, { at: 28 }),
  }),
});
