import { CodecError } from '../error.js';
import { checkParameters, inputsOf } from '../float/check.js';
import type { Graph } from '../network/graph.js';
import { parametersOf } from '../network/parameters.js';
import { type Tensor, tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
import { graphModel } from './graph-model.js';
import { bytesOf } from './model.js';
import { withPlainThreads } from './plain-threads.js';
import { inTurn, type Runtime } from './runtime.js';

/** A graph that onnxruntime-web has made ready. */
export interface Session<Inputs extends object, Outputs extends object> {
  /** @throws RangeError if an input is missing or has another shape */
  run(inputs: Inputs): Promise<Outputs>;
  /** Gives its memory back to onnxruntime-web, which keeps it for later sessions. */
  release(): Promise<void>;
}

/**
 * Makes a graph ready to run. Weights go to onnxruntime-web without a copy in between: it is given a model without them, and their
 * memory as files beside it.
 *
 * @throws CodecError if the weights do not fit the graph, or there is not enough memory
 */
export async function openSession<I extends object, O extends object>(
  runtime: Runtime,
  typed: Graph<I, O>,
  weights: Weights,
): Promise<Session<I, O>> {
  // Within, names are texts like any others.
  const graph = typed as unknown as Graph;
  checkParameters(graph, weights);
  const { encodeModel } = await import('./encode.js');
  const outside = new Set(parametersOf([graph]).keys());
  const externalData = [...outside].map(path => ({ path, data: bytesOf(weights.get(path)!) }));
  const options = { executionProviders: ['wasm'], externalData, logSeverityLevel: 3 } as const;
  const session = await inWords(graph, 'make ready', () =>
    withPlainThreads(() =>
      runtime.InferenceSession.create(encodeModel({ ...graphModel(graph, weights), outside }), options),
    ),
  );
  return {
    async run(given) {
      const feeds = [...inputsOf(graph, given)].map(([name, { shape, data }]) => [
        name,
        new runtime.Tensor('float32', data, [1, ...shape]),
      ]);
      const results = await inWords(graph, 'run', () => session.run(Object.fromEntries(feeds)));
      const outputs = Object.keys(graph.outputs).map((name): [string, Tensor] => {
        const { dims, data } = results[name]!;
        return [name, tensor(dims.slice(1), data as Float32Array)];
      });
      return Object.fromEntries(outputs) as O;
    },
    release: () => inTurn(() => session.release()),
  };
}

async function inWords<T>({ name }: Graph, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await inTurn(work);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
    throw new CodecError(
      `onnxruntime-web cannot ${what} the ${name} graph: ${reason}`,
      'it has 4 GB of memory at most: try a smaller network, or the plain float engine',
      { cause: error },
    );
  }
}
