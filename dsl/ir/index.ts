/** The intermediate representation: all that the back ends see of a design. */
export { type Circuit, designOf, type portsOf } from './circuit.js';
export { type Design, moduleOf } from './design.js';
export { evaluate, type Lanes, toSigned, toUnsigned } from './eval.js';
export { type Format, isSigned } from './format.js';
export type { Frame, Loc } from './loc.js';
export type {
  Domain,
  Extern,
  Instance,
  Memory,
  Module,
  PackedField,
  PayloadPart,
  Port,
  ReadPort,
  Register,
  Shape,
  StreamInfo,
  WritePort,
} from './module.js';
export type { NameLevel, Node, NodeId } from './node.js';
export { isSource, isTarget, type Op, ops } from './op.js';
export type { CaseArm, CaseStmt, CheckStmt, IfStmt, PrintStmt, SetStmt, Stmt, WriteStmt } from './stmt.js';
export type { OfWidth } from './width.js';
