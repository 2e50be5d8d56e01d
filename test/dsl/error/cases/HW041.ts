// How often it loops depends on a number that only the hardware will know.
import { kernel, type u8 } from 'grace-hdl';

const bits = kernel((x: u8) => {
  let rest: number = x;
  let count = 0;
  while (rest > 0) {
    count += rest & 1;
    rest >>= 1;
  }
  return count;
});

export default bits(5);
