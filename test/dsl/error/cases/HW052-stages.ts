// A number of stages for a kernel whose loop stays a loop.
import { type Arr, explain, kernel, range, type u8, type u12 } from 'grace-hdl';

const total = kernel((x: Arr<u8, 9>): u12 => {
  let sum: u12 = 0;
  for (const i of range(9)) sum += x[i]!;
  return sum;
});

export default explain(total, { stages: 3 });
