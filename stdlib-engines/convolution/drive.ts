import type { Sink } from '../../dsl/index.js';

/** Drives the payload of a sink whose type is only known when the hardware is built. */
export function drive(sink: Sink, value: unknown): void {
  (sink.payload as { set(value: unknown): void }).set(value);
}
