import { kernel, type u7 } from 'grace-hdl';

const twice = kernel((x: u7) => x * 2);

export default twice(5);
