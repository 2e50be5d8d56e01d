import { captureLoc } from '../error/capture.js';
import type { Domain } from '../scope/domain.js';
import { fail } from '../scope/report.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** The clock that some streams share. @throws HW035 when they do not. */
export function oneClock([first, ...rest]: readonly [Stream, ...Stream[]], op: string): Domain {
  const { domain, info } = first[state];
  const other = rest.find(stream => stream[state].domain !== domain);
  if (!other) return domain;
  const name = other[state].info.name;
  fail(
    'HW035',
    `${op}: ${info.name} follows clock ${domain.clock}, and ${name} follows clock ${other[state].domain.clock}`,
    `bring one to the clock of the other: ${name}.cross(${domain.name}, 16)`,
    [{ loc: captureLoc(), note: 'they meet here' }],
  );
}
