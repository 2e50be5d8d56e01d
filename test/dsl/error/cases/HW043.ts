// A product of two bytes has sixteen bits.
import { kernel, type u8 } from 'grace-hdl';

const square = kernel((x: u8): u8 => x * x);

export default square(5);
