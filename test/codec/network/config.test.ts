import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { presetConfig, presets } from '../../../codec/network/presets.js';
import { networkConfig } from '../../../codec/network/validate.js';

const configs = suite('configurations');

const errorOf = (given: unknown): CodecError => {
  try {
    networkConfig(given);
  } catch (error) {
    assert.instance(error, CodecError);
    return error as CodecError;
  }
  throw new Error(`took ${JSON.stringify(given)}`);
};

configs('what is left out comes from the variant', () => {
  assert.equal(networkConfig({}), presets['vox-256']);
  const config = networkConfig({ variant: 'dac', size: 128, detector: { temperature: 0.2 } });
  assert.equal(
    [config.upsampling, config.shrink, config.nestedHeads, config.detector.padding, config.detector.temperature],
    ['bilinear', 'bilinear', true, 3, 0.2],
  );
});

configs('a complete configuration stands for itself, also through JSON', () => {
  for (const config of Object.values(presets)) assert.equal(networkConfig(JSON.parse(JSON.stringify(config))), config);
});

configs('all that is wrong is said at once', () => {
  const { message, help } = errorOf({
    size: 32.5,
    sizes: 1,
    generator: { downBlocks: -1 },
    detector: [],
    shrink: null,
  });
  assert.is(
    message,
    'the configuration describes no network: size must be an integer from 64 to 512, not 32.5; ' +
      'sizes is no field (there are variant, size, channels, keypoints, jacobians, generator, denseMotion, detector, ' +
      'upsampling, shrink, nestedHeads); generator.downBlocks must be an integer from 0 to 4, not -1; ' +
      'detector must be an object; shrink must be "decimate" or "bilinear", not null',
  );
  assert.match(help, 'docs/codec/network.md');
});

for (const [given, message] of [
  [null, /it must be an object$/],
  [[], /it must be an object$/],
  [{ variant: 'fom' }, /variant must be "fomm" or "dac", not "fom"$/],
  [{ channels: 1 }, /channels must be 3, not 1$/],
  [{ size: 1e9 }, /size must be an integer from 64 to 512, not 1000000000$/],
  [{ detector: { temperature: 0 } }, /detector\.temperature must be a number above 0, at most 100, not 0$/],
  [{ size: 100 }, /size 100 times denseMotion\.scale 0\.25 cannot be halved 5 times \(denseMotion\.blocks\); /],
  [{ size: 68, generator: { downBlocks: 3 } }, /size 68 cannot be halved 3 times \(generator\.downBlocks\)/],
  [
    { generator: { blockExpansion: 64, maxFeatures: 32 } },
    /generator\.blockExpansion must not be above generator\.maxF/,
  ],
  [{ size: 64, detector: { scale: 0.125, blocks: 3 }, denseMotion: { blocks: 4 } }, undefined],
  [{ size: 512, keypoints: 64, jacobians: true }, undefined],
  [JSON.parse('{ "__proto__": { "size": 64 } }'), /__proto__ is no field/],
] as const)
  configs(`${JSON.stringify(given)} is ${message ? 'refused' : 'taken'}`, () => {
    if (message) assert.match(errorOf(given).message, message);
    else networkConfig(given);
  });

configs('whatever JSON comes in, it is a configuration or one clear error', () => {
  const field = fc.constantFrom('variant', 'size', 'generator', 'detector', 'denseMotion', 'blocks', 'scale', 'shrink');
  const { json } = fc.letrec<{ json: unknown }>(tie => ({
    json: fc.oneof(
      { maxDepth: 3 },
      fc.jsonValue(),
      fc.constantFrom(64, 3, 0.5, 'dac', true),
      fc.dictionary(field, tie('json')),
    ),
  }));
  fc.assert(
    fc.property(json, given => {
      try {
        networkConfig(given);
      } catch (error) {
        assert.instance(error, CodecError);
        assert.not.match((error as CodecError).message, /undefined|\[object/);
      }
    }),
    { seed: 1, numRuns: 1000 },
  );
});

configs('a name that no preset has is told the names that there are', () => {
  assert.is(presetConfig('vox-256'), presets['vox-256']);
  assert.throws(
    () => presetConfig('toString'),
    (error: unknown) => error instanceof CodecError && /presets are vox-256, /.test(error.help),
  );
});

configs.run();
