import { type ChildProcess, spawn } from 'node:child_process';
import type { Counts } from './counts.js';
import { root } from './files.js';

/** One process of the test run. */
export interface Job {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Reason not to start it at all. */
  readonly before?: () => string | undefined;
  readonly count: (output: string, code: number | null) => Counts;
}

export interface Result extends Counts {
  readonly name: string;
  readonly output: string;
  readonly seconds: number;
}

/** Tests read what commands print, on a terminal as in a pipe. */
const { FORCE_COLOR: _, ...inherited } = process.env;
const plainOutput = { ...inherited, NO_COLOR: '1' };

/** A file that hangs must not hang the whole run. */
const limit = 900_000;
const running = new Set<ChildProcess>();

export async function run(job: Job): Promise<Result> {
  const started = performance.now();
  const trouble = job.before?.();
  if (trouble) return { name: job.name, output: '', seconds: 0, passed: 0, failed: 1, skipped: 0, trouble };
  const child = spawn(job.command, job.args, {
    cwd: root,
    env: plainOutput,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  let output = '';
  child.stdout.on('data', data => (output += data));
  child.stderr.on('data', data => (output += data));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop(child);
  }, limit);
  const code = await new Promise<number | null>(done => child.on('close', done).on('error', () => done(null)));
  clearTimeout(timer);
  running.delete(child);
  const counts = job.count(output, code);
  const seconds = (performance.now() - started) / 1000;
  const ended = late ? { trouble: `stopped after ${limit / 1000} s`, failed: Math.max(1, counts.failed) } : {};
  return { name: job.name, output, seconds, ...counts, ...ended };
}

/** Ends a process with everything it has started: it leads a group of its own. */
function stop(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Ends every running job and the run itself. */
export function stopAll(code: number): never {
  for (const child of running) stop(child);
  process.exit(code);
}
