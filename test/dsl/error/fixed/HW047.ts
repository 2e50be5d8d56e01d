import { type i8, kernel } from 'grace-hdl';

const twice = kernel((x: i8) => x * 2);
const more = kernel((x: i8) => twice(x) + 1);

export default more(5);
