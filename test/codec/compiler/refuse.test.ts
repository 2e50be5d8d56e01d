import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileNetwork } from '../../../codec/compiler/compile.js';
import { lowerGraph } from '../../../codec/compiler/pass/lower.js';
import { CodecError } from '../../../codec/error.js';
import type { ConvLayer, IntegerLayer, IntegerNetwork } from '../../../codec/integer/network.js';
import { type AcceleratorConfig, acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { smallNetwork } from '../integer/small.js';

const refuse = suite('networks that an accelerator cannot carry out');

/** That a network, or one of which a layer of the frame graph is changed, is refused with this message and help. */
function refused(
  message: RegExp,
  help: RegExp,
  sizes: Partial<Omit<AcceleratorConfig, 'rows' | 'columns'>> = {},
  change: (layer: IntegerLayer) => IntegerLayer = layer => layer,
): void {
  const network = smallNetwork();
  const changed: IntegerNetwork = {
    ...network,
    frame: { ...network.frame, layers: network.frame.layers.map(change) },
  };
  assert.throws(
    () => compileNetwork(changed, acceleratorConfig(8, 8, sizes)),
    (error: CodecError) => {
      assert.instance(error, CodecError);
      assert.match(error.message, message);
      assert.match(error.help!, help);
      return true;
    },
  );
}

refuse('memories that are too small: which layer, what it takes, and which size to change', () => {
  refused(/carry out motion: its maps of 8x8 do not fit/, /samplePixels=64/, { samplePixels: 63 });
  refused(/carry out motion: there are 2 keypoints and the background/, /motions=3/, { motions: 2 });
  refused(/carry out small: its rows of 16 pixels/, /lineWords=16/, { lineWords: 15 });
  refused(/carry out small: its filter has \d+ taps/, /taps=\d+ takes it/, { taps: 1 });
  refused(/carry out first: even the smallest part of it takes tileWords=49/, /tileWords=48: give it more/, {
    tileWords: 48,
  });
  refused(/carry out down: even the smallest part of it takes accumulators=4/, /accumulators=3/, { accumulators: 3 });
});

refuse(
  'maps of odd sides, of which each of four memories takes the larger half, and sides that no field reaches',
  () => {
    const motion = (rows: number, columns: number, samplePixels: number) =>
      lowerGraph(
        {
          name: 'frame',
          inputs: {
            small: { shape: [3, rows, columns], format: { type: 'i8', step: 1 } },
            from: { shape: [1, 2], format: { type: 'i32', step: 1 } },
            to: { shape: [1, 2], format: { type: 'i32', step: 1 } },
          },
          outputs: {},
          layers: [
            {
              ...{
                name: 'moved',
                kind: 'motion',
                input: 'small',
                sourceKeypoints: 'from',
                drivingKeypoints: 'to',
                unit: 1,
              },
              ...{ shape: [8, rows, columns], format: { type: 'i8', step: 1 } },
            },
          ],
        },
        acceleratorConfig(8, 8, { samplePixels }),
      );
    assert.is(motion(7, 9, 80).passes.length, 1);
    const said = (run: () => unknown, message: RegExp, help: RegExp): void =>
      assert.throws(run, (error: CodecError) => message.test(error.message) && help.test(error.help!));
    said(() => motion(7, 9, 79), /moved: its maps of 7x9 do not fit/, /samplePixels=80/);
    said(() => motion(2, 514, 4096), /moved: its maps are 2x514/, /smaller pictures/);
  },
);

refuse('layers that it has no pass for', () => {
  const change = (name: string, changed: Partial<ConvLayer>) => (layer: IntegerLayer) =>
    layer.name === name && layer.kind === 'conv' ? { ...layer, ...changed } : layer;
  refused(
    /carry out occlusion: it does not read what logits reads/,
    /flow comes from a softmax/,
    {},
    change('occlusion', { inputs: ['motion', 'decoder', 'smooth'] }),
  );
  refused(
    /carry out warped: logits and occlusion are no logits and a sigmoid/,
    /flow comes from a softmax/,
    {},
    change('logits', { epilogue: { kind: 'relu' } }),
  );
});

refuse('a batch of no frames, or of very many', () => {
  for (const batch of [0, 65, 1.5, Number.NaN])
    assert.throws(
      () => compileNetwork(smallNetwork(), acceleratorConfig(), { batch }),
      (error: CodecError) => error instanceof CodecError && /1 to 64 frames/.test(error.help!),
    );
});

refuse.run();
