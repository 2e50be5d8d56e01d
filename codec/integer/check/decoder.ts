import { CodecError } from '../../error.js';
import type { IntegerNetwork, Value } from '../network.js';

/**
 * Holds that two graphs are a decoder: that the source graph takes a picture and gives all that the frame graph takes beside
 * keypoints, and that the frame graph gives a picture of the same size. What each graph does within is for `checkGraph`.
 *
 * @throws CodecError that names the input or output
 */
export function checkDecoder({ source, frame }: Pick<IntegerNetwork, 'source' | 'frame'>): void {
  const { picture, ...others } = source.inputs;
  const [colours, height, width] = picture?.shape ?? [];
  if (!picture || colours !== 3 || picture.shape.length !== 3 || picture.format.type !== 'u8')
    wrong('the source graph takes no picture');
  for (const name of Object.keys(others)) wrong(`the source graph takes ${name} beside the picture`);

  const { features, smallSource, sourceKeypoints, drivingKeypoints, jacobians, ...more } = frame.inputs;
  for (const [name, taken] of Object.entries({ features, smallSource })) {
    const given = outputOf(source, name);
    if (!taken || !given || describe(taken) !== describe(given))
      wrong(`the source graph gives ${describe(given)} as ${name}, and the frame graph takes ${describe(taken)}`);
  }
  for (const [name, taken] of Object.entries({ sourceKeypoints, drivingKeypoints }))
    if (taken?.format.type !== 'i32') wrong(`the frame graph takes ${describe(taken)} as ${name}`);
  if (jacobians && jacobians.format.type !== 'i32') wrong(`the frame graph takes ${describe(jacobians)} as jacobians`);
  for (const name of Object.keys(more)) wrong(`the frame graph takes ${name}, which nothing gives`);

  const prediction = outputOf(frame, 'prediction');
  if (prediction?.format.type !== 'u8' || prediction.shape.join() !== [3, height, width].join())
    wrong(`the frame graph gives ${describe(prediction)} as prediction, for a picture of 3x${height}x${width}`);
}

/** The tensor that an output of a graph is. */
function outputOf({ inputs, outputs, layers }: IntegerNetwork['source'], output: string): Value | undefined {
  const name = Object.hasOwn(outputs, output) ? outputs[output]! : undefined;
  return layers.find(layer => layer.name === name) ?? (name === undefined ? undefined : inputs[name]);
}

const describe = (value: Value | undefined): string =>
  value ? `${value.shape.join('x')} of ${value.format.type} in steps of ${value.format.step}` : 'nothing';

const wrong = (what: string): never => {
  throw new CodecError(`in the quantized network ${what}`, 'the quantized network is damaged: make it anew');
};
