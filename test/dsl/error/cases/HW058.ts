// In C both fields would be TIMER_IRQ_STATUS_DONE, and the last is no name at all.
import { bool } from 'grace-hdl';
import { register, registerMap, ro, rw } from 'grace-hdl/engines';

export default registerMap('timer', {
  irq: register({ status_done: ro(bool) }),
  irqStatus: register({ done: ro(bool), 'over-flow': rw(bool) }),
});
