import type { FusedFlow, FusedMotion, FusedSample, MotionInputs } from './graph.js';
import type { StepOf, Steps } from './steps.js';

/** Heatmaps beside the small source moved by each motion: what dense motion looks at. */
export function fuseMotion(step: StepOf<'interleave'>, steps: Steps, tensorOf: (value: string) => string): FusedMotion {
  const heatmaps = steps.made(step.inputs[0]!, 'heatmaps');
  const moved = steps.made(step.inputs[1]!, 'gridSample');
  if (!heatmaps || !moved) return steps.unfit(step, 'no heatmaps beside moved pictures');
  const [small, motions] = moved.inputs as readonly [string, string];
  return {
    kind: 'motion',
    name: step.name,
    step: step.name,
    shape: step.shape,
    input: tensorOf(small),
    ...motionInputs(motions, steps, tensorOf),
    variance: heatmaps.op.variance,
  };
}

/** The deformation, as shifts in pixels: those of the background are 0. */
export function fuseFlow(step: StepOf<'combineMotions'>, steps: Steps, tensorOf: (value: string) => string): FusedFlow {
  const [shares, motions] = step.inputs as readonly [string, string];
  const [rows, columns] = step.shape as readonly [number, number];
  return {
    kind: 'flow',
    name: step.name,
    step: step.name,
    shape: [2, rows, columns],
    input: tensorOf(shares),
    ...motionInputs(motions, steps, tensorOf),
  };
}

/** Features moved by the deformation, and dimmed. */
export function fuseSample(step: StepOf<'multiply'>, steps: Steps, tensorOf: (value: string) => string): FusedSample {
  const [warped, occlusion] = step.inputs as readonly [string, string];
  const sample = steps.made(warped, 'gridSample');
  if (!sample?.op.alignCorners) return steps.unfit(step, 'a product of other than sampled features');
  const [features, flow] = sample.inputs as readonly [string, string];
  return {
    kind: 'sample',
    name: step.name,
    step: step.name,
    shape: step.shape,
    input: tensorOf(features),
    flow: tensorOf(flow),
    occlusion: tensorOf(occlusion),
  };
}

function motionInputs(motions: string, steps: Steps, tensorOf: (value: string) => string): MotionInputs {
  const [driving, source, ...matrices] = steps.made(motions, 'sparseMotions')!.inputs.map(tensorOf);
  const [of, to] = matrices;
  return {
    sourceKeypoints: source!,
    drivingKeypoints: driving!,
    ...(of !== undefined && to !== undefined && { jacobians: { driving: of, source: to } }),
  };
}
