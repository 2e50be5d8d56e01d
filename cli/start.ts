import { removeUnfinished } from './output/files.js';
import { run } from './run.js';

export { run };

/** The command as a process: runs one command line (without `node grace`) and leaves its exit code. */
export async function start(args: readonly string[]): Promise<void> {
  // A reader that has seen enough (`grace verilog x.ts | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') return;
    removeUnfinished();
    process.exit(0);
  });
  const code = await run(args);
  // All has been done: left to itself, node would first let V8 finish optimising code that never runs again.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
