import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scenesOf } from '../../../codec/quantize/calibration/scenes.js';
import { reportQuantization } from '../../../codec/quantize/report/report.js';
import { sheet } from '../../../codec/quantize/report/sheet.js';
import { quantizationText } from '../../../codec/quantize/report/text.js';
import { predictFloat } from '../../../codec/quantize/report/trial.js';
import { tinyWeights } from '../fuse/tiny.js';
import { calibrated, config, fewClips } from './calibrated.js';

const reports = suite('reports of quantization');

const calibration = calibrated({ equalize: false });
const scenes = scenesOf(config, tinyWeights(), fewClips);
const floats = predictFloat(calibration.fused, scenes);

reports('what was chosen is among what is compared, and every tensor is there', () => {
  const network = calibration.quantize();
  const report = reportQuantization(calibration, network, {}, scenes, floats);
  assert.equal(report.methods.find(({ method }) => method === 'mse')!.quality, report.chosen.quality);
  for (const { bits, toFloat } of report.bits) if (bits === 16) assert.is(toFloat, report.chosen.toFloat);
  // The picture that the decoder begins with has no layer in floats.
  const names = [...network.source.layers.slice(1), ...network.frame.layers].map(({ name }) => name);
  assert.equal(
    report.layers.map(({ name }) => name),
    names,
  );
  for (const { name, sqnr, saturated, least, greatest } of report.layers) {
    assert.ok(sqnr > 12, `${name}: ${sqnr} dB`);
    assert.ok(saturated >= 0 && saturated < 0.05, `${name}: ${saturated}`);
    assert.ok(least <= greatest);
  }
  const text = quantizationText(report);
  for (const name of names) assert.ok(text.includes(name));
});

reports('the page of pictures: where INT8 is the float picture, the difference is grey', () => {
  const page = sheet(scenes, floats, floats);
  assert.equal([page.width, page.height], [5 * 132 + 4, 136]);
  const at = (x: number, y: number): number[] => [...page.rgb.subarray(3 * (y * page.width + x)).subarray(0, 3)];
  assert.equal(at(0, 0), [255, 255, 255]);
  for (const x of [532, 600, 659]) assert.equal(at(x, 70), [128, 128, 128]);
  // Each pixel is a square of two; the source comes first.
  assert.equal(at(4, 4), [...scenes[0]!.source.rgb.subarray(0, 3)]);
  assert.equal(at(5, 5), at(4, 4));
});

reports.run();
