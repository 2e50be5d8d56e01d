import { fork } from 'node:child_process';
import { CommandError } from '../output/command-error.js';
import { whileUnfinished } from '../output/files.js';
import { fromSource, packageFile, packageRoot } from '../package-root.js';
import type { SynthAnswer, SynthTask } from './process.js';

/**
 * Counts cells in a process of its own: Yosys holds up its thread for as long as it takes, and with it the progress
 * line and Ctrl-C. Throws `CommandError` with what Yosys said.
 */
export async function synthAside(task: SynthTask): Promise<Extract<SynthAnswer, { report: unknown }>['report']> {
  const child = fork(packageFile(fromSource ? 'cli/synth/process.ts' : 'dist/cli/synth/process.js'), {
    serialization: 'advanced',
    cwd: packageRoot,
  });
  const guard = whileUnfinished(() => child.kill());
  try {
    const answer = await new Promise<SynthAnswer>((resolve, reject) => {
      child.once('message', message => resolve(message as SynthAnswer));
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        resolve({ error: `Yosys was stopped by ${signal ?? `an error (${code})`}` }),
      );
      child.send({ ...task, design: withoutPlaces(task.design) });
    });
    if ('report' in answer) return answer.report;
    throw new CommandError(answer.error);
  } finally {
    guard.done();
    child.kill();
  }
}

/** Source locations are looked up when asked for, which only works in the process that captured them. */
function withoutPlaces<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutPlaces) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (key === 'loc' ? [] : [[key, withoutPlaces(item)]])),
  ) as T;
}
