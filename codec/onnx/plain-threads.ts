import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread without the arguments that node was started with. */
class PlainWorker extends Worker {
  constructor(file: string | URL, options?: WorkerOptions) {
    super(file, { ...options, execArgv: [] });
  }
}

/**
 * Has the threads that are made meanwhile start plainly. onnxruntime-web makes them as node does by itself, with the arguments of the
 * process; some of these only a process can follow (`--input-type`, an `--import` of TypeScript), and the thread would take
 * the process down with it, with nothing to catch. It takes the class from this module when its first session is made.
 */
export async function withPlainThreads<T>(work: () => Promise<T>): Promise<T> {
  const module: { Worker: typeof Worker } = createRequire(import.meta.url)('node:worker_threads');
  const usual = module.Worker;
  module.Worker = PlainWorker;
  try {
    return await work();
  } finally {
    module.Worker = usual;
  }
}
