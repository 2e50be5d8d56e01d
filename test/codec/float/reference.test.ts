import { suite } from 'uvu';
import { gridSample } from '../../../codec/float/grid-sample.js';
import { resizeFlow } from '../../../codec/float/resize.js';
import { runGraph } from '../../../codec/float/run-graph.js';
import { networkGraphs } from '../../../codec/network/graphs.js';
import { presets } from '../../../codec/network/presets.js';
import { assertClose } from '../close.js';
import { referenceTensors, unbatched } from '../reference.js';

const reference = suite('the published network');

const tensors = referenceTensors();
const expected = (name: string) => unbatched(tensors, name);
const { detector, source, frame } = networkGraphs(presets['fomm-zero-64']);
const picture = expected('source');
const tolerance = 1e-5;

reference('the detector finds the same keypoints', () => {
  const { keypoints } = runGraph(detector, tensors, { picture });
  assertClose(keypoints, expected('kp_detected'), tolerance, 'kp_detected');
});

for (const name of ['frame0', 'frame1'])
  reference(`${name} has the same prediction, and all on the way to it`, () => {
    const { features, smallSource } = runGraph(source, tensors, { picture });
    const of = runGraph(frame, tensors, {
      features,
      smallSource,
      sourceKeypoints: expected('kp_source'),
      drivingKeypoints: expected(`${name}.kp_driving`),
    });
    assertClose(of.mask, expected(`${name}.mask`), tolerance, 'mask');
    assertClose(of.occlusion, expected(`${name}.occlusion_map`), tolerance, 'occlusion_map');
    assertClose(of.sparseDeformed, expected(`${name}.sparse_deformed`), tolerance, 'sparse_deformed');
    assertClose(of.prediction, expected(`${name}.prediction`), tolerance, 'prediction');
    // A by-product that no graph makes: the source picture, warped.
    const flow = resizeFlow(of.deformation, 64, 64);
    const deformed = gridSample(picture, flow, { alignCorners: true });
    assertClose(deformed, expected(`${name}.deformed`), tolerance, 'deformed');
  });

reference.run();
