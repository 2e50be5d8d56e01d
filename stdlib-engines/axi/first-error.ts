import { type Bool, bool, reg, type UInt, when } from '../../dsl/index.js';
import type { Sink } from '../../dsl/stream/sink.js';
import type { AxiResult } from './command.js';

/** A response, and the address that it is about. */
interface Response {
  readonly address: UInt;
  readonly resp: UInt<2>;
}

/**
 * Says in the payload of `result` which response of a command was the first to tell of an error, also when it comes in
 * the cycle in which the result is offered. `came`: `response` is there in this cycle; `wrong`: it is one of the command's,
 * and tells of an error. A result that is taken ends its command.
 */
export function firstError(result: Sink<AxiResult>, came: Bool, wrong: Bool, response: Response): void {
  const bad = reg(bool, { init: false });
  const found = reg(result.type);
  when(came.and(wrong, bad.not()), () => {
    bad.set(true);
    found.set(response);
  });
  result.payload.address.set(bad.mux(found.address, wrong.mux(response.address, 0)));
  result.payload.resp.set(bad.mux(found.resp, wrong.mux(response.resp, 0)));
  when(result.fire, () => bad.set(false));
}
