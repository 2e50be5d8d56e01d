import { type Bool, bool, indexType, lit, reg, type Sink, type Stream, type UInt, when } from '../../dsl/index.js';
import type { AxiMaster, AxiSlave } from './bus.js';

/** What `axiQuiesce` counts. */
export interface AxiQuiesceOptions {
  /** Bursts of a direction that may be open; more wait. Default 64. */
  readonly outstanding?: number;
}

/**
 * Passes a bus on, as `connectAxi` does, and brings it to rest: while `stop` is 1 no request goes out that has not been
 * offered already, and bursts that are open come to their end, reads with all their data, writes with their data and response.
 * What it gives is 1 when nothing is open or offered. With `stop` that stays so, and everything on the side of `requests`
 * may be reset without a trace on the bus.
 *
 * Whoever makes the requests has to take the data it asked for, and to have the data of writes before it asks, as
 * `axiRead` and `axiWrite` do. Data of a write go out only behind their address, a cycle later at the earliest; everything else
 * passes within the cycle.
 *
 * @example const idle = axiQuiesce(engine.m_axi, io.m_axi, stopping)
 */
export function axiQuiesce(
  requests: Partial<AxiSlave>,
  to: Partial<AxiMaster>,
  stop: Bool,
  { outstanding = 64 }: AxiQuiesceOptions = {},
): Bool {
  const counter = () => reg(indexType(outstanding + 1), { init: 0 });
  let idle = lit(bool, true) as Bool;
  if (requests.ar && to.ar && requests.r && to.r) {
    const open = counter();
    const { ar, r } = to;
    gated(requests.ar as Stream, ar as unknown as Sink, stop.not().and(open.ne(outstanding)));
    r.into(requests.r);
    count(open, ar.fire, r.fire.and(r.payload.last));
    idle = idle.and(open.eq(0), ar.valid.not());
  }
  if (requests.aw && to.aw && requests.w && to.w && requests.b && to.b) {
    const open = counter();
    const unsent = counter();
    const { aw, w, b } = to;
    gated(requests.aw as Stream, aw as unknown as Sink, stop.not().and(open.ne(outstanding)));
    const sends = unsent.ne(0);
    w.payload.set(requests.w.payload);
    w.valid.set(requests.w.valid.and(sends));
    requests.w.ready.set(w.ready.and(sends));
    b.into(requests.b);
    count(open, aw.fire, b.fire);
    count(unsent, aw.fire, w.fire.and(w.payload.last));
    idle = idle.and(open.eq(0), aw.valid.not());
  }
  return idle;
}

/** Lets requests through; one that has been offered stays. */
function gated(from: Stream, to: Sink, open: Bool): void {
  const offered = reg(bool, { init: false });
  const goes = open.or(offered);
  (to.payload as { set(value: unknown): void }).set(from.payload);
  to.valid.set(from.valid.and(goes));
  from.ready.set(to.ready.and(goes));
  offered.set(to.valid.and(to.ready.not()));
}

function count(counter: UInt, up: Bool, down: Bool): void {
  when(up.and(down.not()), () => counter.set(counter.addWrap(1)));
  when(down.and(up.not()), () => counter.set(counter.subWrap(1)));
}
