/** Rows of a table as lines, columns of one width; the last `numbers` columns stand on the right. */
export function aligned(rows: readonly (readonly string[])[], numbers: number): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  const cell = (text: string, column: number): string =>
    column < widths.length - numbers ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  return rows.map(row => `  ${row.map(cell).join('  ').trimEnd()}`).join('\n');
}
