import { SourceMap } from 'node:module';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadNamed } from '../../../dsl/name/load.js';

const maps = suite('source maps');

/** Where each `mark<n>` stands: line and column from 0. */
function marks(text: string): Map<string, [number, number]> {
  const found = new Map<string, [number, number]>();
  for (const [line, content] of text.split('\n').entries())
    for (const match of content.matchAll(/\bmark\d+\b/g)) found.set(match[0], [line, match.index]);
  return found;
}

const statement = fc.constantFrom<(mark: () => string) => string>(
  mark => `const a${mark().slice(4)}: number = ${mark()}(1).then(${mark()}), [b${mark().slice(4)}] = ${mark()}();`,
  mark => `class C${mark().slice(4)}<T> {\n  f: T = ${mark()}(${mark()}()); g = ${mark()}();\n  h = 1 as ${'any'};\n}`,
  mark => `${mark()}({ key: ${mark()}(), other: ${mark()}({ inner: ${mark()}() }) });`,
  mark => `if (${mark()}) { const q = ${mark()}(); ${mark()}(q) } // tail`,
  mark => `interface I${mark().slice(4)} {\n  x: string;\n}`,
);

maps('every place still leads back to the line and column it was written at', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 6 }), async statements => {
      let n = 0;
      const source = statements.map(build => build(() => `mark${n++}`)).join('\n');
      const code = await loadNamed(source, '/design.ts', { loader: 'ts', named: true });
      const [body, encoded] = code.split('//# sourceMappingURL=data:application/json;base64,');
      const map = new SourceMap(JSON.parse(Buffer.from(encoded!, 'base64').toString()));
      const written = marks(source);
      for (const [mark, [line, column]] of marks(body!)) {
        const entry = map.findEntry(line, column);
        assert.ok('originalLine' in entry, `${mark} leads nowhere`);
        assert.equal([entry.originalLine, entry.originalColumn], written.get(mark), mark);
      }
    }),
    { numRuns: 60 },
  );
});

maps.run();
