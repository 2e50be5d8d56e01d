// The function is made elsewhere, so its source does not stand in the call.
import { type i8, kernel } from 'grace-hdl';

const twice = (x: i8): number => x * 2;

export default kernel(twice)(5);
