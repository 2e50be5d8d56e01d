import * as ort from 'onnxruntime-web';
import { encodeModel } from '../../../codec/onnx/encode.js';
import type { OnnxConstant, OnnxNode } from '../../../codec/onnx/model.js';
import { type Shape, type Tensor, tensor } from '../../../codec/tensor/tensor.js';

// A thread more is a worker that keeps the process alive.
ort.env.wasm.numThreads = 1;

/**
 * What onnxruntime makes of tensors with a few operators: the value `y` of the last node.
 *
 * @param inputs by the names that the nodes use, of the shapes that ONNX asks for, with a batch dimension
 * @param shape of the value
 */
export async function runNodes(
  nodes: readonly OnnxNode[],
  inputs: Readonly<Record<string, Tensor>>,
  shape: Shape,
  constants: Readonly<Record<string, OnnxConstant>> = {},
): Promise<Tensor> {
  const bytes = encodeModel({
    name: 'operators',
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape])),
    outputs: { y: shape },
    constants: new Map(Object.entries(constants)),
    nodes,
  });
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  const feeds = Object.entries(inputs).map(([name, { shape, data }]) => [name, new ort.Tensor('float32', data, shape)]);
  const { y } = await session.run(Object.fromEntries(feeds));
  await session.release();
  return tensor(y!.dims, (y!.data as Float32Array).slice());
}
