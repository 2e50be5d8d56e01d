/** The language: what a design file imports. */
export {
  type DualSums,
  dot,
  dualDot,
  dualProduct,
  type Ints,
  matVec,
  type Numbers,
  range,
  requantize,
  requantizeModel,
  type Scale,
  scaleOf,
  scalesOf,
  sumTree,
} from './arith/index.js';
export { type MacArrayOptions, macArray } from './array/index.js';
export { type CheckOptions, check, print } from './check/check.js';
export { cleared } from './clock/cleared.js';
export { axiDomain, type Domain, type DomainOptions, domain } from './clock/domain.js';
export { inDomain } from './clock/use.js';
export { type EnumArms, match, type NumberArms } from './control/match.js';
export { mux, priority, select } from './control/select.js';
export { type States, states } from './control/states.js';
export { type When, when } from './control/when.js';
export { type Diagnostic, HardwareError } from './error/index.js';
export { type Circuit, type Design, designOf } from './ir/index.js';
export {
  type ExplainedArray,
  type ExplainedBlock,
  type ExplainedTask,
  type Explanation,
  explain,
} from './kernel/explain/index.js';
export { type ArrayStore, type ArrayStores, type KernelOptions, logicOf } from './kernel/hardware/index.js';
export {
  type Arr,
  bit,
  div,
  type KernelFunction,
  kernel,
  type PipelineOptions,
  pipeline,
  rem,
  roundShr,
  sat,
  unroll,
  wrap,
} from './kernel/index.js';
export type { TargetName } from './kernel/schedule/target.js';
export { extern } from './module/extern.js';
export { type InstanceOptions, type ModuleFunction, module, moduleName } from './module/module.js';
export {
  group,
  type Inside,
  input,
  type Outside,
  output,
  type Port,
  type PortGroup,
  type PortTree,
} from './module/port.js';
export { Bool, type BoolSource } from './signal/bool.js';
export type { Bundle } from './signal/bundle.js';
export { Enum } from './signal/enum.js';
export { Fixed, type FixedSource } from './signal/fixed.js';
export { lit } from './signal/lit.js';
export type { AnySignal } from './signal/mux.js';
export { named } from './signal/named.js';
export { asBits, fromBits } from './signal/pack.js';
export { SInt } from './signal/sint.js';
export { UInt } from './signal/uint.js';
export { indexType, lanewise, Vec, vecOf } from './signal/vec.js';
export { delay } from './state/delay.js';
export { Mem, type MemOptions, mem, type WriteOptions } from './state/mem.js';
export { type RegOptions, reg } from './state/reg.js';
export { wire } from './state/wire.js';
export {
  type ArbiterOptions,
  type AxisOptions,
  arbiter,
  axisIn,
  axisOut,
  type Counts,
  type CreditOptions,
  type Facts,
  type FifoOptions,
  type FifoStyle,
  type Flow,
  type Group,
  type KernelModuleOptions,
  kernelModule,
  type LineBufferOptions,
  type MapOptions,
  type MonitorOptions,
  type Padding,
  type Path,
  type PerAxis,
  report,
  Sink,
  type StageKind,
  Stream,
  type StreamPortOptions,
  streamIn,
  streamOut,
  streamWire,
  type TableOptions,
  type Tagged,
  type TileOptions,
  type UpsampleOptions,
  type WindowOptions,
  zip,
} from './stream/index.js';
export * from './type/ints.js';
export { bitsOf } from './type/leaf.js';
export { bool, bundle, enumOf, fixed, sint, uint, vec } from './type/make.js';
export { show } from './type/show.js';
export type {
  BoolType,
  BundleType,
  EnumType,
  FixedType,
  Literal,
  LiteralOf,
  SIntType,
  SignalOf,
  Source,
  Type,
  UIntType,
  VecType,
} from './type/type.js';
