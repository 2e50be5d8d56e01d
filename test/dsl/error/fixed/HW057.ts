import { bool, u16 } from 'grace-hdl';
import { register, registerMap, ro, rw } from 'grace-hdl/engines';

export default registerMap('timer', {
  compare: register({ value: rw(u16) }, { at: 0x10, count: 4 }),
  control: register({ enable: rw(bool) }, { at: 0x08 }),
  status: register({ busy: ro(bool) }, { at: 0x20 }),
});
