import type { Histogram } from './histogram.js';

/**
 * Where a tensor is cut off: `minmax` nowhere, `percentile` where so many of its numbers lie below, `mse` where the squared error
 * of rounding and cutting together is least.
 */
export type Method = 'minmax' | 'percentile' | 'mse';

export const methods: readonly Method[] = ['minmax', 'percentile', 'mse'];

/** The greatest activation of 8 bits; -128 comes only by saturation. */
export const largest = 127;

/** Numbers of a hundred that `percentile` keeps whole. */
export const defaultPercentile = 99.99;

/** Cuts that `mse` tries: these hundredths of the greatest number. */
const tried = Array.from({ length: 91 }, (_, i) => (10 + i) / 100);

/**
 * The size of number that becomes 127, rounded up to 8 significant bits: so the last bits of floats, in which machines may
 * differ, make no difference. 0 for a tensor of zeros.
 */
export function rangeOf(values: Histogram, method: Method, percentile = defaultPercentile): number {
  return roundedUp(
    method === 'minmax' ? values.greatest : method === 'mse' ? leastError(values) : below(values, percentile),
  );
}

function below(values: Histogram, percentile: number): number {
  let left = values.total * (1 - percentile / 100);
  for (const { size, numbers } of [...values.bins()].reverse()) {
    left -= numbers;
    if (left < 0) return Math.min(size, values.greatest);
  }
  return values.greatest;
}

function leastError(values: Histogram): number {
  const bins = values.bins();
  let best = { range: values.greatest, error: squaredError(bins, values.greatest) };
  for (const share of tried) {
    const range = share * values.greatest;
    const error = squaredError(bins, range);
    if (error < best.error) best = { range, error };
  }
  return best.range;
}

/** What rounding to 127 steps up to `range`, and cutting off there, takes from numbers like these: the sum of squares. */
export function squaredError(
  bins: readonly { readonly size: number; readonly numbers: number }[],
  range: number,
): number {
  if (range === 0) return 0;
  const step = range / largest;
  let error = 0;
  for (const { size, numbers } of bins) {
    const away = size - Math.min(largest, Math.round(size / step)) * step;
    error += numbers * away * away;
  }
  return error;
}

function roundedUp(range: number): number {
  if (range === 0) return 0;
  let unit = 1;
  while (unit * 256 <= range) unit *= 2;
  while (unit * 128 > range) unit /= 2;
  return Math.ceil(range / unit) * unit;
}
