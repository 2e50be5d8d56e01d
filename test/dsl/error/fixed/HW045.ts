import { type Arr, kernel, range, type u8, u32, wrap } from 'grace-hdl';

const product = kernel((x: Arr<u8, 1000>): u32 => {
  let all: u32 = 1;
  for (const i of range(1000)) all = wrap(all * x[i]! + 1, u32);
  return all;
});

export default product(new Uint8Array(1000));
