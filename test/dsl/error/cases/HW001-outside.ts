// Hardware outside of any module.
import { reg, u8 } from 'grace-hdl';

export const count = reg(u8, { init: 0 });
