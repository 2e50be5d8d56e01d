import type { Loc } from '../../dsl/ir/index.js';
import type { Expr } from './expr.js';

/** What stands inside an `always` or `initial` block. */
export type Statement =
  | {
      readonly kind: 'assign';
      /** `=` or `<=`. */
      readonly blocking: boolean;
      readonly target: Expr;
      readonly value: Expr;
      readonly loc?: Loc | undefined;
    }
  | {
      readonly kind: 'if';
      readonly cond: Expr;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
      readonly loc?: Loc | undefined;
    }
  | {
      readonly kind: 'case';
      readonly subject: Expr;
      readonly arms: readonly { readonly match: readonly Expr[]; readonly body: readonly Statement[] }[];
      readonly default?: readonly Statement[];
      readonly loc?: Loc | undefined;
    }
  /** `for (variable = 0; variable < count; variable = variable + 1)`. */
  | { readonly kind: 'for'; readonly variable: string; readonly count: number; readonly body: readonly Statement[] }
  /** A system task, or a formal statement such as `assert`. Texts are quoted and escaped. */
  | {
      readonly kind: 'task';
      readonly name: string;
      readonly args: readonly (Expr | string)[];
      readonly loc?: Loc | undefined;
    };

/** `(* name = "value" *)`. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

export interface Edge {
  readonly edge: 'posedge' | 'negedge';
  readonly name: string;
}

/** What stands inside a module. */
export type Item =
  | {
      readonly kind: 'net';
      readonly type: 'wire' | 'reg';
      readonly name: string;
      readonly width: number;
      readonly value?: Expr | undefined;
      readonly attributes?: readonly Attribute[] | undefined;
      readonly loc?: Loc | undefined;
    }
  | {
      readonly kind: 'memory';
      readonly name: string;
      readonly width: number;
      readonly depth: number;
      readonly attributes: readonly Attribute[];
      /** Two clocks write it; a lint comment tells so. */
      readonly twoClocks: boolean;
      readonly loc?: Loc | undefined;
    }
  | { readonly kind: 'constant'; readonly name: string; readonly width: number; readonly value: Expr }
  /** What an instance may set; of a black box only. */
  | { readonly kind: 'parameter'; readonly name: string; readonly value: number | string }
  | { readonly kind: 'variable'; readonly type: 'integer' | 'genvar'; readonly name: string }
  | { readonly kind: 'drive'; readonly target: Expr; readonly value: Expr; readonly loc?: Loc | undefined }
  /** A generate loop over the lanes of a vector. */
  | {
      readonly kind: 'loop';
      readonly label: string;
      readonly variable: string;
      readonly count: number;
      readonly body: readonly Item[];
    }
  | {
      readonly kind: 'always';
      readonly on: readonly Edge[] | '*';
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'initial'; readonly body: readonly Statement[] }
  | {
      readonly kind: 'instance';
      readonly module: string;
      readonly name: string;
      readonly parameters: readonly { readonly name: string; readonly value: number | string }[];
      readonly connections: readonly Connection[];
      readonly loc?: Loc | undefined;
    }
  /** Left out by synthesis tools. */
  | { readonly kind: 'simulation'; readonly body: readonly Item[] }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'blank' };

/** `.port(value)`; the value of an output pin is a whole net. */
export interface Connection {
  readonly port: string;
  readonly dir: 'input' | 'output';
  readonly value: Expr;
}

export interface RtlPort {
  readonly dir: 'input' | 'output';
  readonly type: 'wire' | 'reg';
  readonly name: string;
  readonly width: number;
  readonly attributes: readonly Attribute[];
  readonly loc?: Loc | undefined;
}

export interface RtlModule {
  readonly name: string;
  readonly ports: readonly RtlPort[];
  readonly items: readonly Item[];
  readonly loc?: Loc | undefined;
}
