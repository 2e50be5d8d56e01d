import { availableParallelism } from 'node:os';
import { CodecError } from '../error.js';

/** What of onnxruntime-web is used; a program that has not installed it gets by without its types, too. */
export type Runtime = typeof import('onnxruntime-web');

/** More threads gain little: layers get too small to be parted. */
const mostThreads = 8;

/**
 * The package onnxruntime-web, which is installed by those who want it. It runs graphs as WebAssembly with SIMD, on threads of their own,
 * which do not keep a process alive.
 *
 * @param threads how many, this one included; 1 to 64. Default: one for each core, at most 8. They are made with the first
 * session of a process, so the first number holds; one that the program has given to onnxruntime-web itself goes before the default.
 * @throws CodecError if it is not installed, or for another number of threads
 */
export async function loadRuntime(threads?: number): Promise<Runtime> {
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 64))
    throw new CodecError(`a network cannot run on ${threads} threads`, 'choose a whole number from 1 to 64');
  try {
    const runtime = await import('onnxruntime-web');
    const { wasm } = runtime.env;
    wasm.numThreads = threads ?? wasm.numThreads ?? Math.min(mostThreads, availableParallelism());
    return runtime;
  } catch (error) {
    const message = 'the package onnxruntime-web, which runs networks fast, cannot be loaded';
    throw new CodecError(message, 'npm install onnxruntime-web', { cause: error });
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Waits until everything that was given before has ended. Between its steps onnxruntime-web waits with its stack in use, and it has one
 * table of outside files for all sessions; so nothing of two calls may overlap.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}
