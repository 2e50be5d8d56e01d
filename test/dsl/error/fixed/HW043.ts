import { kernel, sat, u8 } from 'grace-hdl';

const square = kernel((x: u8): u8 => sat(x * x, u8));

export default square(5);
