import { elements, type Shape } from '../tensor/tensor.js';
import type { NetworkConfig } from './config.js';
import type { Graph, Step } from './graph.js';
import { networkGraphs } from './graphs.js';
import { parametersOfStep } from './parameters.js';

/** One step of a network, as a row of a table. */
export interface Layer {
  /** Which part it belongs to. */
  readonly part: 'generator' | 'dense_motion' | 'keypoint_detector';
  /** How often it runs: for every source picture, every predicted frame, or every frame that is encoded. */
  readonly per: 'source picture' | 'predicted frame' | 'encoded frame';
  /** The name of its step. */
  readonly name: string;
  /** The kind of operator. */
  readonly op: Step['op']['kind'];
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** Side of a square kernel; with the three below, of convolutions and of the Gaussian of a shrink only. */
  readonly kernel?: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly groups?: number;
  /** Products of convolutions. What a Gaussian costs is counted for the samples that are kept. */
  readonly macs: number;
  /** Trained parameters: weights and biases, without running statistics and fixed Gaussians. */
  readonly parameters: number;
}

const rates = { source: 'source picture', frame: 'predicted frame', detector: 'encoded frame' } as const;

/** Every step of a network in the order of its running: source, frame, detector. */
export function layersOf(config: NetworkConfig): Layer[] {
  const { source, frame, detector } = networkGraphs(config);
  return [source, frame, detector].flatMap((graph: Graph) => {
    const shapes = new Map<string, Shape>(Object.entries(graph.inputs));
    return graph.steps.map(step => {
      shapes.set(step.name, step.shape);
      return layerOf(
        step,
        rates[graph.name],
        step.inputs.map(name => shapes.get(name)!),
      );
    });
  });
}

function layerOf(step: Step, per: Layer['per'], inputs: readonly Shape[]): Layer {
  const { name, op, shape: output } = step;
  const geometry = geometryOf(step);
  const taps = geometry ? (geometry.kernel ** 2 * inputs[0]![0]!) / geometry.groups : 0;
  return {
    part: partOf(name),
    per,
    name,
    op: op.kind,
    inputs,
    output,
    ...geometry,
    macs: elements(output) * taps,
    parameters: trainedOf(step),
  };
}

function geometryOf({ op, shape }: Step) {
  if (op.kind === 'conv') {
    const { kernel, stride, padding, groups } = op;
    return { kernel, stride, padding, groups };
  }
  if (op.kind === 'shrink')
    return { kernel: op.kernel, stride: op.factor, padding: (op.kernel - 1) / 2, groups: shape[0]! };
  return undefined;
}

function partOf(name: string): Layer['part'] {
  if (name.startsWith('kp_detector.')) return 'keypoint_detector';
  return name.startsWith('generator.dense_motion_network.') ? 'dense_motion' : 'generator';
}

function trainedOf(step: Step): number {
  const { op } = step;
  if (op.kind !== 'conv' && op.kind !== 'batchNorm') return 0;
  const shapes = parametersOfStep(step);
  return elements(shapes.get(op.weight)!) + elements(shapes.get(op.bias)!);
}
