import type { Domain as IrDomain, Memory, Node, NodeId, Port, Register, Stmt, StreamInfo } from '../ir/index.js';
import type { Loc } from '../ir/loc.js';
import type { Domain } from './domain.js';

export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A child as the parent is building it; its name is settled when the parent is finished. */
export interface InstanceDraft {
  name: string | undefined;
  readonly child: Built;
  readonly inputs: Record<string, NodeId>;
  readonly outputs: Record<string, NodeId>;
  readonly domains: Record<string, string>;
  readonly loc: Loc;
}

/** A module whose body has run: its contents, and the clocks that a parent has to provide. */
export interface Built {
  readonly key: string;
  /** The name that the user gave the module. */
  readonly base: string;
  readonly params: unknown;
  /** The domain that registers use when none is named, and those that came as parameters: as the body saw them. */
  readonly ambient: Domain;
  readonly paramDomains: ReadonlyMap<string, Domain>;
  readonly spec: unknown;
  readonly options: ModuleOptions;
  /** The port by which a parent clears it. */
  readonly clear?: string;
  readonly scope: Scope;
}

/** What an instance of a black box is parameterised with in Verilog. */
export type ExternParameters = Readonly<Record<string, number | string>>;

export interface ModuleOptions {
  /** Signals may cross between clock domains inside: the module is a synchroniser. */
  readonly synchroniser?: boolean;
  /** A black box: only its ports are emitted, under this Verilog name; the body, if any, is its model in simulation. */
  readonly extern?: { readonly verilog: string; readonly parameters: (params: never) => ExternParameters };
}

/** A module while its body runs. Everything that a signal operation adds goes to the current scope. */
export class Scope {
  readonly nodes: Draft<Node>[] = [];
  readonly body: Stmt[] = [];
  readonly ports: Draft<Port>[] = [];
  readonly registers: Register[] = [];
  readonly memories: Draft<Memory>[] = [];
  readonly instances: InstanceDraft[] = [];
  readonly streams: Draft<StreamInfo>[] = [];
  /** Domains in use: the object that the user holds, and the name it has in this module. */
  readonly domains = new Map<Domain, IrDomain>();
  /** What clears the registers, streams and instances that are made now. */
  clear: NodeId | undefined;
  /** The registers that each of these clears. */
  readonly cleared = new Map<NodeId, Register[]>();
  /** Where statements go now: the body, or the innermost branch of a `when`. */
  statements: Stmt[] = this.body;
  /** Facts about streams, by any key that the stream library chooses. */
  readonly notes = new Map<unknown, unknown>();

  constructor(
    readonly name: string,
    /** The domain that registers use when none is named. */
    public ambient: Domain,
    readonly loc: Loc,
  ) {}

  add(node: Omit<Node, 'id'>): NodeId {
    const id = this.nodes.length;
    this.nodes.push({ id, ...node });
    return id;
  }

  /** Runs `body` with its statements put before the outermost branch that is open now. */
  atTop(body: () => void): void {
    const here = this.statements;
    this.statements = this.body;
    try {
      body();
    } finally {
      this.statements = here;
    }
  }

  /** Runs `body` with its statements collected into a list of their own. */
  collect(body: () => void): Stmt[] {
    const outer = this.statements;
    const inner: Stmt[] = [];
    this.statements = inner;
    try {
      body();
    } finally {
      this.statements = outer;
    }
    return inner;
  }
}
