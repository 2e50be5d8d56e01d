import { kernel, type u8 } from 'grace-hdl';

const twice = kernel((x: u8) => x * 2);

export default twice(200);
