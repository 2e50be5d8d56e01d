import type { NetworkConfig } from './config.js';
import { detectorGraph } from './detector.js';
import { frameGraph } from './frame.js';
import type { NetworkGraphs } from './graph.js';
import { sourceGraph } from './source.js';

/**
 * The graphs of a network.
 *
 * ```ts
 * const { frame } = networkGraphs(presets['tiny-64']);
 * frame.outputs.prediction; // 'generator.final.sigmoid'
 * ```
 */
export const networkGraphs = (config: NetworkConfig): NetworkGraphs => ({
  detector: detectorGraph(config),
  source: sourceGraph(config),
  frame: frameGraph(config),
});
