import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cycleMeter, grouped } from '../../../cli/output/cycles.js';

test('cycles of frames are averaged, those of sources are not among them', () => {
  const meter = cycleMeter();
  assert.is(meter.perFrame(), undefined);
  assert.is(meter.speed(), 'starting');
  meter.ran({ cycles: 5000 }, 'source');
  assert.is(meter.perFrame(), undefined);
  meter.ran({ cycles: 1000 }, 'frame');
  meter.ran({ cycles: 1003 }, 'frame');
  meter.ran({}, 'frame');
  assert.is(meter.perFrame(), 1002);
  meter.at(64);
  meter.at(128);
  assert.match(meter.speed(), /^[\d,]+ cycles\/s$/);
});

test('thousands stand apart', () => {
  assert.equal([0, 999, 1000, 1234567.4].map(grouped), ['0', '999', '1,000', '1,234,567']);
});

test.run();
