import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { columnInFile, setInserted } from '../../../dsl/error/inserted.js';
import { insert } from '../../../dsl/name/edit.js';

const inserted = suite('columns in a file with insertions');

/** Lines in which every character is at one place only, and insertions without any of them. */
const lines = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 });
const places = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 5 })), { maxLength: 8 });

inserted('every character is at the column that it has in the file', () => {
  fc.assert(
    fc.property(lines, places, (lengths, at) => {
      let code = 0x100;
      const text = lengths.map(length => Array.from({ length }, () => String.fromCharCode(code++)).join('')).join('\n');
      const edits = at
        .map(([place, length]) => ({ at: place % (text.length + 1), text: '-'.repeat(length) }))
        .sort((a, b) => a.at - b.at);
      setInserted('/here.ts', text, edits);
      const result = insert(text, edits).split('\n');
      for (const [row, line] of text.split('\n').entries())
        for (const [column, char] of [...line].entries())
          assert.is(columnInFile('/here.ts', row + 1, result[row]!.indexOf(char) + 1), column + 1);
    }),
    { seed: 5 },
  );
});

inserted('a file without insertions keeps its columns', () => assert.is(columnInFile('/other.ts', 3, 7), 7));

inserted.run();
