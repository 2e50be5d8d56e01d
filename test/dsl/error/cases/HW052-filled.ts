// A number of stages for a kernel one of whose arrays is a memory that starts with contents.
import { type Arr, kernel, kernelModule, type u4, type u8 } from 'grace-hdl';

const replaced = kernel((x: u4, y: u4): u8 => {
  const list: Arr<u8, 16> = new Array(16).fill(3);
  list[x] = 9;
  return list[y]!;
});

export default kernelModule(replaced, { stages: 2, arrays: { list: 'memory' } })();
