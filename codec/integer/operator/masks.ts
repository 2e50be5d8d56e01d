import { softmax } from '../../../stdlib-engines/quantized/softmax.js';
import { unit8 } from '../../../stdlib-engines/quantized/unit.js';
import { arrays, type IntegerArray } from '../tensor.js';
import { memo } from './memo.js';

const softmaxOver = memo(softmax);

/** Shares of each channel at each place, of logits `[channels, places]` with so many bits behind the point. */
export function masks(logits: IntegerArray, channels: number, fraction: number, type: 'u8' | 'u16'): IntegerArray {
  const plane = logits.length / channels;
  const of = softmaxOver(channels);
  const result = new arrays[type](logits.length);
  const here = new Int16Array(channels);
  for (let at = 0; at < plane; at++) {
    for (let c = 0; c < channels; c++) here[c] = logits[c * plane + at]! << (9 - fraction);
    const shares = of(here);
    for (let c = 0; c < channels; c++) result[c * plane + at] = type === 'u8' ? unit8(shares[c]!) : shares[c]!;
  }
  return result;
}
