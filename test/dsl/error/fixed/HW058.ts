import { bool } from 'grace-hdl';
import { register, registerMap, ro, rw } from 'grace-hdl/engines';

export default registerMap('timer', {
  line: register({ done: ro(bool) }),
  irqStatus: register({ done: ro(bool), overflow: rw(bool) }),
});
