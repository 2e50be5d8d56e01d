/** An axis: where a value is, in pixels, and which values are written at it. */
export interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** A logarithmic axis around all values, with ticks at 1, 2, 3, 5 of each decade. */
export function logarithmic(values: readonly number[], from: number, to: number): Axis {
  const low = Math.log10(Math.min(...values)) - 0.05;
  const high = Math.log10(Math.max(...values)) + 0.05;
  const ticks: number[] = [];
  for (let decade = Math.floor(low); decade <= high; decade++)
    for (const digit of [1, 2, 3, 5]) {
      const tick = Number((digit * 10 ** decade).toPrecision(1));
      if (Math.log10(tick) >= low && Math.log10(tick) <= high) ticks.push(tick);
    }
  return { at: value => from + ((Math.log10(value) - low) / (high - low)) * (to - from), ticks };
}

/** A linear axis around all values, with about six round ticks. */
export function linear(values: readonly number[], from: number, to: number): Axis {
  const least = Math.min(...values);
  const most = Math.max(...values);
  // One value alone, or nearly, gets an axis too.
  const rough = Math.max(most - least, 1e-3 * Math.abs(most), 1e-9) / 6;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(digit => digit * decade).find(candidate => candidate >= rough)!;
  const low = Math.floor(least / step) * step;
  const high = Math.max(Math.ceil(most / step), Math.floor(least / step) + 1) * step;
  const count = Math.round((high - low) / step);
  // Rounded, because sums of tenths are not.
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((low + i * step).toPrecision(12)));
  return { at: value => from + ((value - low) / (high - low)) * (to - from), ticks };
}
