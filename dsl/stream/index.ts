/** Streams: the type, its ports, and what can be done with them. */
export { type ArbiterOptions, arbiter } from './arbiter.js';
export { type AxisOptions, axisIn, axisOut } from './axi.js';
export type { CreditOptions, Flow } from './credit.js';
export type { Facts, Path } from './facts.js';
export type { FifoOptions, FifoStyle } from './fifo.js';
export type { Group } from './group.js';
export type { MapOptions } from './map.js';
export type { Counts, MonitorOptions } from './monitor.js';
export type { StageKind } from './pipe.js';
export { type StreamPortOptions, streamIn, streamOut } from './port.js';
export type { Tagged } from './reorder.js';
export { report } from './report.js';
export { Sink } from './sink.js';
export { Stream } from './stream.js';
export type { LineBufferOptions } from './window/line-buffer.js';
export type { WindowOptions } from './window/window.js';
export { streamWire } from './wire.js';
export { zip } from './zip.js';
