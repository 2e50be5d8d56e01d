import { CodecError } from '../error.js';
import tiny64 from '../networks/tiny-64.json' with { type: 'json' };
import type { NetworkConfig } from './config.js';
import { networkConfig } from './validate.js';

/** The small network of the reference tensors that the tests agree with. */
const fommZero64 = {
  size: 64,
  generator: { blockExpansion: 8, maxFeatures: 64 },
  denseMotion: { blockExpansion: 8, maxFeatures: 64, blocks: 3 },
  detector: { blockExpansion: 8, maxFeatures: 64, blocks: 3 },
};

/**
 * Configurations by name: the published networks for 256x256 faces (`vox-256` without, `vox-256-first-order` with
 * Jacobians, `vox-256-dac`), the network that ships here (`tiny-64`), and the one of the reference tensors.
 */
export const presets = {
  'vox-256': networkConfig({ variant: 'fomm' }),
  'vox-256-first-order': networkConfig({ variant: 'fomm', jacobians: true }),
  'vox-256-dac': networkConfig({ variant: 'dac' }),
  'fomm-zero-64': networkConfig(fommZero64),
  'tiny-64': networkConfig(tiny64, 'codec/networks/tiny-64.json'),
} as const satisfies Readonly<Record<string, NetworkConfig>>;

/**
 * The configuration of that name.
 *
 * @throws CodecError if there is none, with the names that there are
 */
export function presetConfig(name: string): NetworkConfig {
  if (Object.hasOwn(presets, name)) return presets[name as keyof typeof presets];
  throw new CodecError(`there is no preset ${JSON.stringify(name)}`, `presets are ${Object.keys(presets).join(', ')}`);
}
