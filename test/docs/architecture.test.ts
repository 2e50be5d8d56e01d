import { existsSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('every file and folder that docs/architecture.md names is there', () => {
  const text = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const named = [
    ...text.matchAll(
      /`((?:dsl|backend-sim|backend-verilog|stdlib-engines|codec|cli|examples|test|bench|docs)\/[\w./-]*)`/g,
    ),
  ];
  assert.ok(named.length > 20);
  for (const [, path] of named)
    assert.ok(existsSync(new URL(`../../${path}`, import.meta.url)), `${path} is named, and not there`);
});

test.run();
