// The neighbour of the last element does not exist.
import { type Arr, kernel, type u3, type u8 } from 'grace-hdl';

const slope = kernel((x: Arr<u8, 8>, i: u3) => x[i + 1]! - x[i]!);

export default slope([1, 2, 3, 4, 5, 6, 7, 8], 2);
