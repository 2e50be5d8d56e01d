import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../cli/run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsx = join(root, 'node_modules/tsx/dist/esm/index.mjs');

/** How to start the command from its sources. */
export const command = ['--conditions=grace-source', '--import', tsx, join(root, 'cli/main.ts')] as const;

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What is said once a command has taken a second, which depends on the machine. */
const progress =
  /^(?:calibrating|checking types|encoding|decoding|drawing|reading|predicting in floats|trying other choices|drawing \d+ frames|simulating \d+ cycles|timing \d+ runs for every [a-z ]+|Yosys counts the cells of \w+) \.\.\.\n/gm;

/** A folder of its own for a test, with the given files; `grace` runs the command in it. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'grace-test-'));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  /** Runs `grace` in this process, in the folder: most of the time of a process of its own goes into starting. */
  async grace(...args: readonly string[]): Promise<Answer> {
    const before = { folder: process.cwd(), out: process.stdout.write, err: process.stderr.write };
    const said = { out: '', err: '' };
    const listen =
      (stream: 'out' | 'err'): typeof process.stdout.write =>
      (text, ...rest) => {
        said[stream] += text;
        const done = rest.at(-1);
        if (typeof done === 'function') done();
        return true;
      };
    process.chdir(this.folder);
    process.stdout.write = listen('out');
    process.stderr.write = listen('err');
    try {
      const code = await run(args);
      return { code, out: said.out, err: said.err.replace(progress, '') };
    } finally {
      process.stdout.write = before.out;
      process.stderr.write = before.err;
      process.chdir(before.folder);
      process.exitCode = 0;
    }
  }

  /** Runs a shell script in which `$GRACE` is the command, as a process without a terminal. */
  shell(script: string): Answer {
    const grace = [process.execPath, ...command].map(part => `"${part}"`).join(' ');
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script.replaceAll('$GRACE', grace)], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Every file below, by its path, hidden ones too. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(this.folder.length + 1))
      .sort();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A design that takes a parameter, and a circuit built from it. */
export const counter = `
import { bool, input, module, output, reg, uint, when } from 'grace-hdl';

export const counter = module(
  'counter',
  ({ width }: { width: number }) => ({ enable: input(bool), count: output(uint(width)) }),
  (io, { width }) => {
    const count = reg(uint(width), { init: 0 });
    when(io.enable, () => count.set(count.addWrap(1)));
    io.count.set(count);
  },
);
export default counter({ width: 8 });
`;
