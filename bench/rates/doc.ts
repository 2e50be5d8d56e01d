import { readFileSync, writeFileSync } from 'node:fs';

const marks = /(<!-- rates -->\n)[\s\S]*?(<!-- \/rates -->)/;

/**
 * Puts the table into its place in a page.
 *
 * @throws Error if the page has no such place
 */
export function updatePage(page: URL, text: string): void {
  const before = readFileSync(page, 'utf8');
  if (!marks.test(before)) throw new Error(`${page.pathname} has no place for the rates: <!-- rates -->`);
  writeFileSync(
    page,
    before.replace(marks, (_, open: string, close: string) => `${open}${text}${close}`),
  );
}
