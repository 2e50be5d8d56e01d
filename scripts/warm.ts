import { writeFileSync } from 'node:fs';
import { compiledFile, load } from '../cli/launch/load.js';

/**
 * `warm.ts dist/cli/grace.cjs design.ts ...`: simulates designs of every kind with the built command, so that V8 compiles
 * what that uses, and keeps the code beside the file. Only this: all of the code would take longer to read than to make.
 */
const [path, ...designs] = process.argv.slice(2);
const loaded = load(path!);
const { run } = loaded.run() as typeof import('../cli/start.js');
for (const design of designs) {
  const code = await run(['sim', design, '--cycles', '10', '--json']);
  if (code !== 0) process.exit(code);
}
writeFileSync(compiledFile(path!), loaded.compiled());
