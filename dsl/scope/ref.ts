import type { NodeId } from '../ir/index.js';
import type { Scope } from './scope.js';

/** Where an assignment to a part of something goes: some lanes of a target, or one chosen at run time. */
export interface Place {
  readonly target: NodeId;
  readonly lane?: number;
  readonly index?: NodeId;
  /** Register with an enable: assignments happen only under it. */
  readonly enable?: NodeId;
}

/** A node of the module that made it, and where to assign when it can be assigned to. */
export interface Ref {
  readonly scope: Scope;
  readonly id: NodeId;
  readonly place?: Place;
}
