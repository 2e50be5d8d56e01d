import { readFileSync } from 'node:fs';
import { CodecError } from '../error.js';
import type { NetworkConfig } from './config.js';
import { networkConfig } from './validate.js';

/**
 * The configuration in a JSON file: an object with any of the fields of `NetworkConfig`.
 *
 * @throws CodecError if the file cannot be read, is no JSON, or describes no network
 */
export function readConfig(file: string): NetworkConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CodecError(`${file} cannot be read: ${(cause as Error).message}`, 'name a JSON file', { cause });
  }
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new CodecError(
      `${file} is no JSON: ${(cause as Error).message}`,
      'a configuration is a JSON object: docs/codec/network.md',
      { cause },
    );
  }
  return networkConfig(given, file);
}
