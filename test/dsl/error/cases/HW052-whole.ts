// An array in a memory, all of which leaves the kernel at once.
import { type Arr, kernel, kernelModule, range, type u4, type u8 } from 'grace-hdl';

const counted = kernel((pixels: Arr<u4, 9>): Arr<u8, 16> => {
  const counts: Arr<u8, 16> = new Array(16).fill(0);
  for (const i of range(9)) counts[pixels[i]!]! += 1;
  return counts;
});

export default kernelModule(counted, { arrays: { counts: 'memory' } })();
