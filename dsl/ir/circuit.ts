import type { Design } from './design.js';

/** Key under which a finished circuit carries its design; shared by every copy of the package. */
export const designOf: unique symbol = Symbol.for('grace.design') as never;

/** Key of the types of a circuit's ports; it exists in types only. */
export declare const portsOf: unique symbol;

/** A top module that has been built: what simulators and printers take. */
export interface Circuit<Ports = unknown> {
  readonly [designOf]: Design;
  readonly [portsOf]?: Ports;
}
