// A product grows with every iteration, a thousand times.
import { type Arr, kernel, range, type u8 } from 'grace-hdl';

const product = kernel((x: Arr<u8, 1000>) => {
  let all = 1;
  for (const i of range(1000)) for (const _j of range(1000)) all = all * x[i]! + 1;
  return all;
});

export default product(new Uint8Array(1000));
