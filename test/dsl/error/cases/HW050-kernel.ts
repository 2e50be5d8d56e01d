// A product of 64 bits that is faster than its device.
import { type i32, type i64, kernel, kernelModule } from 'grace-hdl';

const product = kernel((a: i32, b: i32): i64 => a * b);

export default kernelModule(product, { period: 3, target: 'ice40' })();
