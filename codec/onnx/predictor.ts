import type { NetworkConfig } from '../network/config.js';

import { frameInputs, type Graph, type PredictedFrame, type SourceFeatures } from '../network/graph.js';
import { networkGraphs } from '../network/graphs.js';
import type { Keypoints } from '../tensor/keypoints.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
import { loadRuntime } from './runtime.js';
import { openSession, type Session } from './session.js';

/** A `Predictor` whose answers come later. Pictures are `[3, size, size]`, 0..1. */
export interface FastPredictor {
  detect(picture: Tensor): Promise<Keypoints>;
  source(picture: Tensor): Promise<SourceFeatures>;
  frame(source: SourceFeatures, sourceKeypoints: Keypoints, drivingKeypoints: Keypoints): Promise<PredictedFrame>;
  /** How many threads it asked for. */
  readonly threads: number;
  /** Lets go of what it holds; it can be used again, and then begins anew. */
  close(): Promise<void>;
}

/** How a network runs in onnxruntime-web. */
export interface FastOptions {
  /** How many threads: see `loadRuntime`. */
  readonly threads?: number;
}

/**
 * A whole network in onnxruntime-web, an optional package: the same as `predictor` to 1e-5, and some ten times faster on one core.
 *
 * ```ts
 * const { detect, source, frame, close } = await fastPredictor(config, weights);
 * const of = await source(first);
 * const { prediction } = await frame(of, await detect(first), await detect(other));
 * await close();
 * ```
 *
 * Each of the three graphs is made ready when it is first asked for, which takes about as long as a few runs of it. Answers are
 * rejected with RangeError for a picture or keypoints of another shape, and with CodecError where the weights do not
 * fit the configuration; a decoder's weights may lack the detector.
 *
 * @throws CodecError if onnxruntime-web is not installed
 */
export async function fastPredictor(
  config: NetworkConfig,
  weights: Weights,
  { threads }: FastOptions = {},
): Promise<FastPredictor> {
  const runtime = await loadRuntime(threads);
  const graphs = networkGraphs(config);
  const open = <I extends object, O extends object>(graph: Graph<I, O>) =>
    lazy(() => openSession(runtime, graph, weights));
  const [detector, source, frame] = [open(graphs.detector), open(graphs.source), open(graphs.frame)];
  return {
    detect: async picture => (await detector.get()).run({ picture }),
    source: async picture => (await source.get()).run({ picture }),
    frame: async (features, from, to) => (await frame.get()).run(frameInputs(features, from, to)),
    threads: runtime.env.wasm.numThreads!,
    async close() {
      for (const part of [detector, source, frame]) await part.release();
    },
  };
}

/** A session that is opened when it is first asked for, once for all who ask meanwhile. */
function lazy<I extends object, O extends object>(open: () => Promise<Session<I, O>>) {
  let session: Promise<Session<I, O>> | undefined;
  return {
    get(): Promise<Session<I, O>> {
      session ??= open().catch(error => {
        session = undefined;
        throw error;
      });
      return session;
    },
    async release(): Promise<void> {
      const opened = session;
      session = undefined;
      await (await opened)?.release();
    },
  };
}
