/** The talking-face codec in software: networks, their integer model, the bitstream, and the tools around them. */
export { elements, type Tensor, tensor } from './tensor/tensor.js';
