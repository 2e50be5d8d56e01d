import { CodecError } from '../error.js';

/**
 * The package that reads and writes PNG, AVIF and other pictures. It is loaded when the first one is met: it brings a
 * library of the system's kind with it, which takes longer to load than most work without pictures lasts.
 *
 * @throws CodecError if there is none for this system
 */
export async function loadSharp(): Promise<typeof import('sharp').default> {
  try {
    return (await import('sharp')).default;
  } catch (error) {
    throw new CodecError('the package sharp, which reads and writes pictures, cannot be loaded', 'npm install sharp', {
      cause: error,
    });
  }
}

/** What an error of it says, in one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n').at(-1)!.trim();
