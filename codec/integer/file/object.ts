/** Reads parsed JSON field by field, and says where what stands there is not what belongs there. */
export interface Reader {
  string(field: string): string;
  number(field: string): number;
  boolean(field: string): boolean;
  /** One of these. */
  oneOf<T extends string | number>(field: string, ...values: readonly T[]): T;
  strings(field: string): readonly string[];
  numbers(field: string): readonly number[];
  /** A list, each element of which is read by `of`. */
  list<T>(field: string, of: (value: unknown, where: string) => T): readonly T[];
  /** An object of any keys, each value of which is read by `of`. */
  record<T>(field: string, of: (value: unknown, where: string) => T): Readonly<Record<string, T>>;
  object(field: string): Reader;
  has(field: string): boolean;
}

/** @param wrong ends the reading with what is wrong */
export function reader(value: unknown, where: string, wrong: (what: string) => never): Reader {
  const fields = objectOf(value, where, wrong);
  const get = (field: string): unknown => (Object.hasOwn(fields, field) ? fields[field] : undefined);
  const at = (field: string): string => `${where}.${field}`;
  const is =
    <T>(type: string) =>
    (found: unknown, where: string): T =>
      typeof found === type ? (found as T) : wrong(`${where} is no ${type}`);
  const [string, number, boolean] = [is<string>('string'), is<number>('number'), is<boolean>('boolean')];
  const list = <T>(field: string, of: (value: unknown, where: string) => T): readonly T[] => {
    const found = get(field);
    return Array.isArray(found)
      ? found.map((item, i) => of(item, `${at(field)}[${i}]`))
      : wrong(`${at(field)} is no list`);
  };
  return {
    string: field => string(get(field), at(field)),
    number: field => number(get(field), at(field)),
    boolean: field => boolean(get(field), at(field)),
    oneOf(field, ...values) {
      const found = get(field) as (typeof values)[number];
      return values.includes(found) ? found : wrong(`${at(field)} is none of ${values.join(', ')}`);
    },
    strings: field => list(field, string),
    numbers: field => list(field, number),
    list,
    record(field, of) {
      const found = objectOf(get(field), at(field), wrong);
      return Object.fromEntries(Object.entries(found).map(([key, item]) => [key, of(item, `${at(field)}.${key}`)]));
    },
    object: field => reader(get(field), at(field), wrong),
    has: field => Object.hasOwn(fields, field),
  };
}

function objectOf(value: unknown, where: string, wrong: (what: string) => never): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(`${where} is no object`);
  return value as Readonly<Record<string, unknown>>;
}
