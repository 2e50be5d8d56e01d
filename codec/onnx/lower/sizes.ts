import type { Operator } from '../../network/operator.js';
import type { Shape } from '../../tensor/tensor.js';
import { type Emitter, type Unnamed, unnamed } from './emitter.js';

type Of<Kind extends Operator['kind']> = Extract<Operator, { kind: Kind }>;

/** A convolution of x, weights and, unless there is none, a bias. */
export function convNode(
  inputs: readonly string[],
  { kernel, stride, padding, groups: group }: Pick<Of<'conv'>, 'kernel' | 'stride' | 'padding' | 'groups'>,
): Unnamed {
  const pads = [padding, padding, padding, padding];
  return unnamed('Conv', inputs, { kernel_shape: [kernel, kernel], strides: [stride, stride], pads, group });
}

export const averagePool = (x: string): Unnamed =>
  unnamed('AveragePool', [x], { kernel_shape: [2, 2], strides: [2, 2] });

const linear = (alignCorners: boolean) => ({
  mode: 'linear',
  coordinate_transformation_mode: alignCorners ? 'align_corners' : 'half_pixel',
});

/** Every sample four times. */
const nearest = { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };

/** To twice the size. The optional inputs between, a region of interest, is left out. */
export const upsample = (x: string, mode: 'nearest' | 'bilinear', to: Emitter): Unnamed => {
  const twice = to.floats('twice', [4], () => Float32Array.of(1, 1, 2, 2));
  return unnamed('Resize', [x, '', twice], mode === 'nearest' ? nearest : linear(true));
};

/** Bilinear, to a shape; region and scales are left out. */
export const resize = (
  x: string,
  shape: Shape,
  { alignCorners }: { readonly alignCorners: boolean },
  to: Emitter,
): Unnamed => unnamed('Resize', [x, '', '', to.ints(1, ...shape)], linear(alignCorners));

/** A flow has its coordinates last, and what is resized has its channels first. */
export function resizeFlow(flow: string, { rows, columns }: Of<'resizeFlow'>, to: Emitter): Unnamed {
  const planes = to.add('Transpose', [flow], { perm: [0, 3, 1, 2] });
  const { op, inputs, attributes } = resize(planes, [2, rows, columns], { alignCorners: false }, to);
  return unnamed('Transpose', [to.add(op, inputs, attributes)], { perm: [0, 2, 3, 1] });
}

/** A Gaussian per channel, and every n-th sample or a resize. */
export function shrink(x: string, [c = 0, h = 0, w = 0]: Shape, op: Of<'shrink'>, to: Emitter): Unnamed {
  const { weight, kernel, factor, style } = op;
  const gaussian = { kernel, padding: (kernel - 1) / 2, groups: c };
  if (style === 'decimate') return convNode([x, weight], { ...gaussian, stride: factor });
  const smooth = convNode([x, weight], { ...gaussian, stride: 1 });
  const value = to.add(smooth.op, smooth.inputs, smooth.attributes);
  return resize(value, [c, h / factor, w / factor], { alignCorners: true }, to);
}
