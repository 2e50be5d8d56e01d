/** The talking-face codec in software: networks, their integer model, the bitstream, and the tools around them. */
export { CodecError } from './error.js';
export { elements, type Tensor, tensor } from './tensor/tensor.js';

// Pictures in and out.
export { type Picture, picture, pictureToTensor, tensorToPicture } from './video/picture.js';
