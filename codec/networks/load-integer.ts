import { existsSync } from 'node:fs';
import { CodecError } from '../error.js';
import { packageFile } from '../file/package.js';
import { withFileSource } from '../file/source.js';
import { readIntegerNetwork } from '../integer/file/read.js';
import type { IntegerNetwork } from '../integer/network.js';
import { shippedNetworks } from './load.js';

/**
 * Loads a quantized network: that of a network which ships, by its name; the one in `my.int8.safetensors`, by the name of the
 * floats that it was made of, `my.safetensors`, or by its own.
 *
 * @throws CodecError if there is no such file, none beside a checkpoint, or it is of another kind, truncated or damaged
 */
export async function loadIntegerNetwork(network: string): Promise<IntegerNetwork> {
  return withFileSource(pathOf(network), readIntegerNetwork);
}

function pathOf(network: string): string {
  if (shippedNetworks.includes(network)) return packageFile(`codec/networks/${network}${ending}`);
  const beside = network.replace(/(?:\.int8)?\.safetensors$|\.pth(?:\.tar)?$/, '') + ending;
  if (existsSync(beside)) return beside;
  if (/\.pth(?:\.tar)?$/.test(network) && existsSync(network))
    throw new CodecError(
      `${network} is a network of floats, and there is no quantized one beside it`,
      `make it: grace codec quantize ${network} -o ${beside}`,
    );
  return network;
}

const ending = '.int8.safetensors';
