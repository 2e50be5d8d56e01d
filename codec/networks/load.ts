import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { CodecError } from '../error.js';
import { packageFile } from '../file/package.js';
import type { NetworkConfig } from '../network/config.js';
import { networkGraphs } from '../network/graphs.js';
import { parametersOf } from '../network/parameters.js';
import { presetConfig, presets } from '../network/presets.js';
import { readConfig } from '../network/read-config.js';
import { networkConfig } from '../network/validate.js';
import { checkWeights } from '../weights/check.js';
import { loadWeightsFile } from '../weights/load.js';
import type { Weights } from '../weights/weights.js';

/** A network of floats that can run. */
export interface Network {
  /** What people call it: the name of one that ships, or of its file without the ending. */
  readonly name: string;
  readonly config: NetworkConfig;
  readonly weights: Weights;
}

/** Networks that ship with this package. */
export const shippedNetworks: readonly string[] = ['tiny-64'];

/** The key under which a safetensors file may have its configuration, as JSON. */
const configKey = 'config';

/**
 * Loads a network: one that ships, by its name, or weights from a file (see `loadWeights`). The configuration of a file is the one
 * that is given, or else the one in its metadata, or else the JSON file of its name beside it.
 *
 * @param config a preset, or a JSON file
 * @throws CodecError if there is none of that name, no configuration, or if the two do not fit
 * @example
 * const { config, weights } = await loadNetwork('tiny-64');
 * const published = await loadNetwork('vox-cpk.pth.tar', 'vox-256-first-order');
 */
export async function loadNetwork(network: string, config?: string): Promise<Network> {
  const ships = shippedNetworks.includes(network);
  if (!ships && Object.hasOwn(presets, network) && !existsSync(network))
    throw new CodecError(`${network} is a configuration, and its weights do not ship`, 'give the file of its weights');
  const file = ships ? packageFile(`codec/networks/${network}.safetensors`) : network;
  const { weights, metadata } = await loadWeightsFile(file);
  const found = chosenConfig(network, config ?? (ships ? network : undefined), metadata[configKey]);
  checkWeights(parametersOf(networkGraphs(found)), weights, { name: network });
  return { name: basename(network).replace(ending, ''), config: found, weights };
}

function chosenConfig(file: string, given: string | undefined, inside: string | undefined): NetworkConfig {
  if (given !== undefined) return namedConfig(given);
  if (inside !== undefined) return networkConfig(jsonOf(inside, file), `the configuration in ${file}`);
  const beside = `${file.replace(ending, '')}.json`;
  if (existsSync(beside)) return readConfig(beside);
  throw new CodecError(
    `${file} does not say which configuration its weights are for`,
    `give one: ${Object.keys(presets).join(', ')}, or a JSON file, which may stand beside it as ${beside}`,
  );
}

/** What files of weights end in. */
const ending = /\.pth\.tar$|\.\w+$/;

/**
 * The configuration of a preset, or in a JSON file.
 *
 * @throws CodecError if there is no preset of that name and no file, or if the file describes no network
 */
export const namedConfig = (name: string): NetworkConfig =>
  !Object.hasOwn(presets, name) && (existsSync(name) || /[/\\]|\.json$/.test(name))
    ? readConfig(name)
    : presetConfig(name);

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CodecError(`the configuration in ${file} is no JSON`, 'write the file again, or give a configuration');
  }
}
