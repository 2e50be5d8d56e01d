import type { ConvLayer } from '../network.js';
import type { IntegerArray } from '../tensor.js';

/** An array of a convolution, and the name that it has in a file behind the layer's. */
export interface Field {
  readonly name: string;
  readonly type: 'I8' | 'U8' | 'I16' | 'U16' | 'I32';
  readonly of: (layer: ConvLayer) => IntegerArray | undefined;
}

/** The arrays of a convolution. Those of its normalisation are there when it has one. */
export const fields: readonly Field[] = [
  { name: 'weights', type: 'I8', of: layer => layer.weights },
  { name: 'bias', type: 'I32', of: layer => layer.bias },
  { name: 'scale.gain', type: 'U16', of: layer => layer.scale.gain },
  { name: 'scale.shift', type: 'U8', of: layer => layer.scale.shift },
  { name: 'affine.gain', type: 'I16', of: layer => layer.affine?.gain },
  { name: 'affine.offset', type: 'I32', of: layer => layer.affine?.offset },
  { name: 'affine.shift', type: 'U8', of: layer => layer.affine?.shift },
];

/** Gives the arrays of a layer by the names of their fields. */
export type Arrays = (layer: string) => (field: string) => IntegerArray;
