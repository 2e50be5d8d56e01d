import { checkParameters } from '../float/check.js';
import type { NetworkConfig } from '../network/config.js';
import type { Graph } from '../network/graph.js';
import { networkGraphs } from '../network/graphs.js';
import type { Weights } from '../weights/weights.js';
import { graphModel } from './graph-model.js';

/** A graph as a file for other programs. */
export interface OnnxFile {
  readonly name: Graph['name'];
  /** What is in it, piece by piece; the large pieces are the memory of the weights themselves. */
  readonly chunks: readonly Uint8Array[];
}

/**
 * The three graphs of a network as ONNX files, of opset 16. Inputs and outputs bear the names that they have here
 * (`networkGraphs(config).frame.inputs`), and have a batch dimension, of one, before their shapes. The same network gives
 * the same bytes; the key `config` of the metadata has the configuration as JSON.
 *
 * @throws CodecError if the weights do not fit the configuration, or a file would come to 2 GB
 * @example
 * for (const { name, chunks } of await exportOnnx(config, weights)) await writeFile(`${name}.onnx`, chunks);
 */
export async function exportOnnx(config: NetworkConfig, weights: Weights): Promise<OnnxFile[]> {
  const { modelChunks } = await import('./encode.js');
  const metadata = { config: JSON.stringify(config) };
  const { detector, source, frame } = networkGraphs(config);
  return [detector, source, frame].map((graph: Graph): OnnxFile => {
    checkParameters(graph, weights);
    return { name: graph.name, chunks: modelChunks({ ...graphModel(graph, weights), metadata }) };
  });
}
