import { type Tensor, tensor } from '../tensor/tensor.js';
import type { Weights } from '../weights/weights.js';
import { affineOf, folded } from './fold.js';
import type { FusedConv, FusedEpilogue } from './graph.js';
import type { StepOf, Steps } from './steps.js';

/** A convolution with all that can go into it; `tensorOf` names the tensor that holds a value of the plain graph. */
export function fuseConv(
  step: StepOf<'conv'>,
  steps: Steps,
  weights: Weights,
  tensorOf: (value: string) => string,
): FusedConv {
  const { kernel, padding, stride, groups } = step.op;
  if (stride !== 1 || groups !== 1 || 2 * padding !== kernel - 1)
    steps.unfit(step, `a convolution with padding ${padding}, stride ${stride} and ${groups} groups`);
  const norm = steps.onlyReader(step.name, 'batchNorm');
  const plain = { weights: weights.get(step.op.weight)!, bias: weights.get(step.op.bias)! };
  const { epilogue, last } = epilogueOf(norm?.name ?? step.name, steps, tensorOf);
  return {
    kind: 'conv',
    name: step.name,
    step: last,
    shape: steps.shapeOf(last),
    ...loadOf(step, steps, weights, tensorOf),
    kernel,
    ...(norm ? folded(plain.weights, plain.bias, affineOf(norm.op, weights)) : plain),
    epilogue,
  };
}

/** What becomes of the sums, and the step whose value comes out. */
function epilogueOf(
  sums: string,
  steps: Steps,
  tensorOf: (value: string) => string,
): { readonly epilogue: FusedEpilogue; readonly last: string } {
  const relu = steps.onlyReader(sums, 'relu');
  if (relu) {
    const pool = steps.onlyReader(relu.name, 'averagePool');
    return { epilogue: { kind: pool ? 'pool' : 'relu' }, last: (pool ?? relu).name };
  }
  const sigmoid = steps.onlyReader(sums, 'sigmoid');
  if (sigmoid) return { epilogue: { kind: 'sigmoid' }, last: sigmoid.name };
  const add = steps.onlyReader(sums, 'add');
  if (!add) return { epilogue: { kind: 'none' }, last: sums };
  const other = add.inputs.find(name => name !== sums) ?? sums;
  return { epilogue: { kind: 'add', input: tensorOf(other) }, last: add.name };
}

/** What is done on the way in: a size doubled, or a normalisation that stands behind no convolution of its own. */
function loadOf(
  step: StepOf<'conv'>,
  steps: Steps,
  weights: Weights,
  tensorOf: (value: string) => string,
): Pick<FusedConv, 'inputs' | 'upsample' | 'affine'> {
  const [input] = step.inputs as readonly [string];
  const upsample = steps.made(input, 'upsample');
  if (upsample) return { inputs: parts(upsample.inputs[0]!, steps, tensorOf), upsample: upsample.op.mode };
  const norm = looseNorm(input, steps);
  if (!norm) return { inputs: parts(input, steps, tensorOf), upsample: 'none' };
  const { gain, offset } = affineOf(norm.op, weights);
  return {
    inputs: parts(norm.inputs[0]!, steps, tensorOf),
    upsample: 'none',
    affine: { gain: of(gain), offset: of(offset) },
  };
}

const of = (numbers: readonly number[]): Tensor => tensor([numbers.length], Float32Array.from(numbers));

/** The normalisation before a ReLU, unless it has gone into the convolution before it. */
function looseNorm(value: string, steps: Steps): StepOf<'batchNorm'> | undefined {
  const relu = steps.made(value, 'relu');
  const norm = relu && steps.made(relu.inputs[0]!, 'batchNorm');
  const before = norm && steps.made(norm.inputs[0]!, 'conv');
  return before && steps.onlyReader(before.name, 'batchNorm') ? undefined : norm;
}

/** The tensors that are concatenated to a value. */
const parts = (value: string, steps: Steps, tensorOf: (value: string) => string): string[] => {
  const concat = steps.made(value, 'concat');
  return concat ? concat.inputs.flatMap(input => parts(input, steps, tensorOf)) : [tensorOf(value)];
};
