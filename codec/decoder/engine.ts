import { isDeepStrictEqual } from 'node:util';
import type { AgcHeader } from '../bitstream/container/header.js';
import { checkNetwork, networkHash } from '../bitstream/network-hash.js';
import { CodecError } from '../error.js';
import type { NetworkConfig } from '../network/config.js';
import { loadNetwork, namedConfig, shippedNetworks } from '../networks/load.js';
import { loadIntegerNetwork } from '../networks/load-integer.js';
import { fastPredictor } from '../onnx/predictor.js';
import type { Decoder } from './decoder.js';
import { fastDecoder } from './fast.js';
import { floatDecoder } from './float.js';
import { integerDecoder } from './int8.js';
import type { RtlOptions } from './rtl.js';

/**
 * What runs a network. `float`: the plain reference. `int8`: the quantized network, as hardware computes it. `fast`: floats in the
 * package onnxruntime-web, if that is installed.
 */
export const engines = ['float', 'int8', 'fast'] as const;

export type Engine = (typeof engines)[number];

/** What runs a decoder: one of these, or `rtl`: the quantized network on the simulated accelerator. */
export const decoderEngines = [...engines, 'rtl'] as const;

export type DecoderEngine = (typeof decoderEngines)[number];

export interface DecoderOptions extends RtlOptions {
  /** A network that ships, or a file: of weights, or for `int8` and `rtl` of a quantized network. Default: the name in the header. */
  readonly network?: string | undefined;
  /** A preset or a JSON file, for weights that do not say what they are for. */
  readonly config?: string | undefined;
  /** Default `float`. */
  readonly engine?: DecoderEngine | undefined;
}

/**
 * The decoder for a stream, from the very network that it was made with.
 *
 * @throws CodecError if there is no such network, it is another one than the stream's, or it is not there in the form
 * which the engine needs
 */
export async function openDecoder(header: AgcHeader, options: DecoderOptions = {}): Promise<Decoder> {
  const { engine = 'float', config } = options;
  const name = options.network ?? shippedName(header);
  if (engine !== 'rtl' && options.array !== undefined)
    throw new CodecError(`an array of ${options.array} for the engine ${engine}`, 'only the engine rtl has an array');
  if (engine === 'int8' || engine === 'rtl') {
    const network = await loadIntegerNetwork(name);
    checkFits(header, { ...network, name });
    if (config !== undefined && !isDeepStrictEqual(namedConfig(config), network.config))
      throw new CodecError(
        `the quantized network ${name} is not of the configuration ${config}`,
        'leave the configuration out: a quantized network holds its own',
      );
    if (engine === 'int8') return integerDecoder(network);
    const { rtlDecoder } = await import('./rtl.js');
    return rtlDecoder(network, options);
  }
  const network = await loadNetwork(name, config);
  checkFits(header, { ...network, hash: networkHash(network.config, network.weights) });
  if (engine === 'fast') return fastDecoder(await fastPredictor(network.config, network.weights));
  return floatDecoder(network);
}

/** Where to look for a network is up to the user, unless it ships: a name in a stream is no path. */
function shippedName({ network }: AgcHeader): string {
  if (shippedNetworks.includes(network.name)) return network.name;
  throw new CodecError(
    `the stream was made with the network ${network.name} (${network.hash}), which does not ship`,
    'give its file as the network',
  );
}

/** A stream may claim the hash of a network, and a form that it cannot have with it. */
function checkFits(
  header: AgcHeader,
  { name, hash, config }: { readonly name: string; readonly hash: string; readonly config: NetworkConfig },
): void {
  checkNetwork(header, { name, hash });
  const { width, height, keypoints } = header;
  const jacobians = keypoints.jacobianSteps !== undefined;
  if (
    width !== config.size ||
    height !== config.size ||
    keypoints.count !== config.keypoints ||
    jacobians !== config.jacobians
  )
    throw new CodecError(
      `the stream says ${describe(width, height, keypoints.count, jacobians)}, and its network makes ${describe(config.size, config.size, config.keypoints, config.jacobians)}`,
      'the header is wrong: encode the clip again',
    );
}

const describe = (width: number, height: number, keypoints: number, jacobians: boolean): string =>
  `${width}x${height} pixels of ${keypoints} keypoints ${jacobians ? 'with' : 'without'} Jacobians`;
