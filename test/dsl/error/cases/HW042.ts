// A number has no width.
import { kernel } from 'grace-hdl';

const twice = kernel((x: number) => x * 2);

export default twice(5);
