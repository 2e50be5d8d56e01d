import { type Code, HardwareError, type Span } from '../../error/index.js';
import type { Frame, Loc } from '../../ir/loc.js';
import { type Home, locOf } from './home.js';
import type { ts } from './typescript.js';

/** What is wrong in a kernel's source, and what to write instead. */
export interface Fault {
  readonly code: Code;
  readonly message: string;
  readonly help: string;
  /** Said beside the line itself. */
  readonly note?: string;
  /** Lines that explain it. */
  readonly also?: readonly { readonly loc: Loc; readonly note: string }[];
}

export function faultAt(home: Home, node: ts.Node, callers: readonly Frame[], fault: Fault): never {
  const { code, message, help, note = '', also = [] } = fault;
  const spans: Span[] = [{ loc: locOf(home, node, callers), note }, ...also];
  throw new HardwareError([{ code, message, spans, help }]);
}
