/** Reads parsed JSON field by field, and says where what stands there is not what belongs there. */
export interface Reader {
  string(field: string): string;
  number(field: string): number;
  boolean(field: string): boolean;
  /** One of these. */
  oneOf<T extends string | number>(field: string, ...values: readonly T[]): T;
  /** A list, each element of which is read by `of`. */
  list<T>(field: string, of: (value: unknown, where: string) => T): readonly T[];
  /** An object of any keys, each value of which is read by `of`. */
  record<T>(field: string, of: (value: unknown, where: string) => T): Readonly<Record<string, T>>;
  object(field: string): Reader;
  has(field: string): boolean;
}

/** @param wrong ends the reading with what is wrong */
export function reader(value: unknown, where: string, wrong: (what: string) => never): Reader {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(`${where} is no object`);
  const fields = value as Readonly<Record<string, unknown>>;
  const get = (field: string): unknown => (Object.hasOwn(fields, field) ? fields[field] : undefined);
  const at = (field: string): string => `${where}.${field}`;
  const is = <T>(field: string, type: string): T => {
    const found = get(field);
    return typeof found === type ? (found as T) : wrong(`${at(field)} is no ${type}`);
  };
  return {
    string: field => is(field, 'string'),
    number: field => is(field, 'number'),
    boolean: field => is(field, 'boolean'),
    oneOf(field, ...values) {
      const found = get(field) as (typeof values)[number];
      return values.includes(found) ? found : wrong(`${at(field)} is none of ${values.join(', ')}`);
    },
    list(field, of) {
      const found = get(field);
      return Array.isArray(found)
        ? found.map((item, i) => of(item, `${at(field)}[${i}]`))
        : wrong(`${at(field)} is no list`);
    },
    record(field, of) {
      const found = get(field);
      if (typeof found !== 'object' || found === null || Array.isArray(found))
        return wrong(`${at(field)} is no object`);
      return Object.fromEntries(Object.entries(found).map(([key, item]) => [key, of(item, `${at(field)}.${key}`)]));
    },
    object: field => reader(get(field), at(field), wrong),
    has: field => Object.hasOwn(fields, field),
  };
}
