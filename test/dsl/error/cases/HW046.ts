// 200 is no i8.
import { type i8, kernel } from 'grace-hdl';

const twice = kernel((x: i8) => x * 2);

export default twice(200);
