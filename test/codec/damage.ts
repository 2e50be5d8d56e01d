import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { CodecError } from '../../codec/index.js';

/** A file as disks and networks spoil it: bytes changed, cut off, left out or put in at up to four places. */
export const damaged = (file: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom('set' as const, 'flip' as const, 'cut' as const, 'remove' as const, 'insert' as const),
        fc.nat(file.length - 1),
        fc.integer({ min: 0, max: 255 }),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map(changes => changes.reduce((bytes, change) => damage(bytes, ...change), file));

type Change = 'set' | 'flip' | 'cut' | 'remove' | 'insert';

function damage(bytes: Uint8Array, change: Change, place: number, value: number): Uint8Array {
  const at = Math.min(place, bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
  const middle = {
    set: [value],
    flip: [bytes[at]! ^ (1 << (value % 8))],
    cut: [],
    remove: [],
    insert: [value, bytes[at]!],
  };
  return Uint8Array.from([...before, ...middle[change], ...(change === 'cut' ? [] : after)]);
}

/** Runs what reads input, which may end well or with a `CodecError` that can be shown; anything else is a bug. */
export function endsWell(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    assertExplained(error);
    return false;
  }
}

/** An error is one of the codec, tells what is wrong and what to do, and is of a length that can be read. */
export function assertExplained(error: unknown): asserts error is CodecError {
  if (!(error instanceof CodecError)) throw error;
  assert.ok(error.message.length > 10 && error.message.length < 2000, error.message);
  assert.ok(error.help.length > 5, error.message);
}

/** The error that `act` ends with. */
export function errorOf(act: () => unknown): CodecError {
  try {
    act();
  } catch (error) {
    assertExplained(error);
    return error;
  }
  throw new Error('it ended without an error');
}
