import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lint } from '../cli/lint/lint.js';
import { manyFiles } from '../test/cli/lint/many.js';

/** Seconds that `grace check` takes to look at fifty files of a project: `--files N` for another number. */
const at = process.argv.indexOf('--files');
const files = manyFiles(at < 0 ? 50 : Number(process.argv[at + 1]));
const folder = mkdtempSync(join(tmpdir(), 'grace-lint-'));
try {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const { findings } = await lint(join(folder, 'all.ts'));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const lines = Object.values(files).reduce((sum, text) => sum + text.split('\n').length, 0);
  const count = Object.keys(files).length - 1;
  process.stdout.write(
    `${count} files, ${lines} lines, ${findings.length} findings: ${seconds.toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of processor\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
