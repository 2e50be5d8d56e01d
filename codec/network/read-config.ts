import { CodecError } from '../error.js';
import { withFileSource } from '../file/source.js';
import type { NetworkConfig } from './config.js';
import { networkConfig } from './validate.js';

/** Bytes that no configuration needs. */
const tooLarge = 1 << 20;

/**
 * The configuration in a JSON file: an object with any of the fields of `NetworkConfig`.
 *
 * @throws CodecError if the file cannot be read, is no JSON, or describes no network
 */
export function readConfig(file: string): NetworkConfig {
  const text = withFileSource(file, source => {
    if (source.size > tooLarge) throw notJson(file, `it has ${source.size} bytes`);
    return new TextDecoder().decode(source.read(0, source.size));
  });
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw notJson(file, (error as Error).message);
  }
  return networkConfig(given, file);
}

const notJson = (file: string, why: string): CodecError =>
  new CodecError(`${file} is no JSON: ${why}`, 'a configuration is a JSON object: docs/codec/network.md');
