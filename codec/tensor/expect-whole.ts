/**
 * Holds that a size, a step or a count is a whole number, and no less than it may be.
 *
 * @param what names it in the error: "the stride"
 * @throws RangeError if it is another number
 */
export function expectWhole(what: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${what} must be a whole number from ${least} on, not ${value}`);
}
