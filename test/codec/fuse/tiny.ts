import { readFileSync } from 'node:fs';
import { bytesSource } from '../../../codec/file/source.js';
import { readWeights } from '../../../codec/weights/load.js';
import type { Weights } from '../../../codec/weights/weights.js';

/** The weights of the network that ships. */
export function tinyWeights(): Weights {
  const file = new URL('../../../codec/networks/tiny-64.safetensors', import.meta.url);
  return readWeights(bytesSource(readFileSync(file), 'tiny-64.safetensors')).weights;
}
