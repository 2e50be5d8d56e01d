import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const read = (name: string): string => readFileSync(new URL(`../../docs/codec/${name}`, import.meta.url), 'utf8');

test('the plot shows the points of the table', () => {
  const rows = [...read('rates.md').matchAll(/^\| (tiny-64, \w+|x26[45]) \|/gm)].map(match => match[1]!);
  const codecs = [...new Set(rows)];
  assert.ok(codecs.includes('x264') && codecs.includes('x265') && codecs.length > 2);
  const lines = [...read('rates.svg').matchAll(/<polyline points="([^"]*)"/g)].map(
    match => match[1]!.split(' ').length,
  );
  // Two panels, each with a line for each codec.
  const counts = codecs.map(codec => rows.filter(row => row === codec).length);
  assert.equal(lines, [...counts, ...counts]);
  for (const codec of codecs) assert.ok(read('rates.svg').includes(`>${codec}</text>`), codec);
});

test.run();
