/** Every error the language can report, with its title. A page per code stands in `docs/errors/`. */
export const codes = {
  HW001: 'used outside its module',
  HW002: 'bad parameter',
  HW003: 'a signal used as a TypeScript value',
  HW010: 'literal out of range',
  HW011: 'index out of range',
  HW012: 'types do not match',
  HW013: 'sign mismatch',
  HW014: 'width mismatch',
  HW015: 'constant not near enough',
  HW016: 'too large to build',
  HW020: 'not driven',
  HW021: 'driven twice',
  HW022: 'a path without a value',
  HW023: 'combinational loop',
  HW024: 'clock domain crossing',
  HW025: 'port not connected',
  HW026: 'name clash',
  HW027: 'enum case missing',
  HW030: 'ready reaches its own valid',
  HW031: 'a join that cannot be balanced',
  HW032: 'bad geometry',
  HW033: 'a stream used twice',
  HW099: 'malformed design',
} as const;

export type Code = keyof typeof codes;
