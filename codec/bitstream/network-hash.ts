import { createHash } from 'node:crypto';
import { CodecError } from '../error.js';
import type { Tensor } from '../tensor/tensor.js';
import type { AgcHeader, NetworkIdentity } from './container/header.js';

/**
 * The first 64 bits of a SHA-256, as 16 hexadecimal digits, over all that makes a network what it is: its configuration as
 * JSON with sorted keys and without spaces, then of each tensor, sorted by name, its name and shape as JSON and its elements
 * as little-endian floats. Texts are UTF-8 and end with a line feed. Where a network came from, and the order in which it
 * was stored, make no difference.
 */
export function networkHash(config: object, weights: ReadonlyMap<string, Tensor>): string {
  const hash = createHash('sha256').update(`${canonical(config)}\n`);
  for (const name of [...weights.keys()].sort()) {
    const { shape, data } = weights.get(name)!;
    hash.update(`${JSON.stringify(name)} ${JSON.stringify(shape)}\n`).update(littleEndian(data));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Makes sure that a stream is decoded with the network that it was made with: another would show a face, and not this one.
 *
 * @throws CodecError if the hashes differ; names may
 */
export function checkNetwork({ network }: AgcHeader, given: NetworkIdentity): void {
  if (network.hash !== given.hash)
    throw new CodecError(
      `the stream was made with the network ${network.name} (${network.hash}), and this is ${given.name} (${given.hash})`,
      `give the network ${network.name} with hash ${network.hash}`,
    );
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

function littleEndian(data: Float32Array): Uint8Array {
  const bytes = new Uint8Array(data.length * 4);
  const view = new DataView(bytes.buffer);
  data.forEach((value, i) => {
    view.setFloat32(i * 4, value, true);
  });
  return bytes;
}
