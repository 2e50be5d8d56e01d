import { kernel, type u8, unroll } from 'grace-hdl';

const bits = kernel((x: u8) => {
  let count = 0;
  for (const i of unroll(8)) count += (x >> i) & 1;
  return count;
});

export default bits(5);
