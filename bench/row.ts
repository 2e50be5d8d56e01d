/** One figure of ours beside a peer's. `floor` is the least `ratio` that the project asks for; null: shown for information. */
export interface Row {
  readonly design: string;
  readonly metric: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly floor: number | null;
  readonly against: string;
}

/** Numbers as a person reads them: 1.23 M, 45.6 k, 0.89. */
export function short(value: number): string {
  const [scaled, unit] = value >= 1e6 ? [value / 1e6, ' M'] : value >= 1e4 ? [value / 1e3, ' k'] : [value, ''];
  if (value >= 1000 && value < 1e4) return value.toFixed(0);
  return `${scaled.toPrecision(3)}${unit}`;
}

/** Rows as a table; a ratio below its floor is marked. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(row => [
    row.design,
    row.metric,
    short(row.ours),
    short(row.peer),
    `${row.ratio.toFixed(2)}x`,
    row.floor === null ? '' : `${row.floor}x${row.ratio < row.floor ? '  BELOW' : ''}`,
    row.against,
  ]);
  const all = [['design', 'metric', 'ours', 'peer', 'ratio', 'floor', 'against'], ...cells];
  const widths = all[0]!.map((_, column) => Math.max(...all.map(line => line[column]!.length)));
  return all
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
