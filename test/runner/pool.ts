import { type Job, type Result, run } from './job.js';

/** Runs the jobs, at most `width` at a time, and shows each result as it arrives. Results come back in order of the jobs. */
export async function inPool(jobs: readonly Job[], width: number, show: (result: Result) => void): Promise<Result[]> {
  const results = new Map<Job, Result>();
  const waiting = [...jobs];
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const result = await run(job);
      results.set(job, result);
      show(result);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return jobs.map(job => results.get(job)!);
}
