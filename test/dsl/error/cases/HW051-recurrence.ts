// A histogram whose next read comes before the last write.
import { type Arr, kernel, kernelModule, pipeline, type u6, type u8 } from 'grace-hdl';

const histogram = kernel((pixels: Arr<u8, 32>): u6 => {
  const counts: Arr<u6, 8> = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const i of pipeline(32, { ii: 1 })) {
    const bin = pixels[i]! >> 5;
    const before = counts[bin]!;
    counts[bin] = before + 1;
  }
  return counts[0]!;
});

export default kernelModule(histogram, { period: 8, arrays: { counts: 'memory' } })();
