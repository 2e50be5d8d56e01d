import { presets } from '../../../codec/network/presets.js';
import { type CalibrateOptions, type Calibration, calibrate } from '../../../codec/quantize/calibrate.js';
import { renderedClips } from '../../../codec/quantize/calibration/clips.js';
import { tinyWeights } from '../fuse/tiny.js';

export const config = presets['tiny-64'];

/** As few pictures as do for tests. */
export const fewClips = renderedClips({ size: config.size, persons: 1, frames: 2, people: 'training' });

/** The network that ships, watched on them. */
export const calibrated = (options?: CalibrateOptions): Calibration =>
  calibrate(config, tinyWeights(), fewClips, options);
