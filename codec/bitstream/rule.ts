import { CodecError } from '../error.js';

/** What must hold of a field that somebody else has filled in. */
export interface Rule {
  readonly name: string;
  readonly must: string;
  readonly value: unknown;
  readonly holds: boolean;
}

/** A field that is an integer from 1 to `high`. */
export const positive = (name: string, value: number, high: number): Rule => ({
  name,
  must: `an integer from 1 to ${high}`,
  value,
  holds: Number.isInteger(value) && value >= 1 && value <= high,
});

/** @throws CodecError that names the first field which breaks its rule, and `where` it stands */
export function checkRules(rules: readonly Rule[], where: string): void {
  const broken = rules.find(({ holds }) => !holds);
  if (broken)
    throw new CodecError(`${broken.name} in ${where} is ${JSON.stringify(broken.value)}`, `it must be ${broken.must}`);
}
