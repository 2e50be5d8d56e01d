/** Kernels of different nature, with which all that is made of kernels is tested. */
export * from './functions.js';
export * from './orders.js';
export * from './pictures.js';
export * from './sums.js';
