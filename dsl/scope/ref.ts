import type { NodeId } from '../ir/index.js';
import type { Scope } from './scope.js';

/** An element of a vector that a signal chooses: element k starts k * stride lanes further. */
export interface Chosen {
  readonly index: NodeId;
  readonly count: number;
  readonly stride: number;
}

/** Where an assignment to a part of something goes: some lanes of a target, which may depend on signals. */
export interface Place {
  readonly target: NodeId;
  /** First lane of the part; absent: all of the target. */
  readonly lane?: number;
  /** From the outermost vector in. */
  readonly chosen?: readonly Chosen[];
  /** Register with an enable: assignments happen only under it. */
  readonly enable?: NodeId;
}

/** A node of the module that made it, and where to assign when it can be assigned to. */
export interface Ref {
  readonly scope: Scope;
  readonly id: NodeId;
  readonly place?: Place;
}
