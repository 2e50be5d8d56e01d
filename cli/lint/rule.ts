import type { ts } from 'ts-morph';
import type { Fix } from './finding.js';

/** The compiler that ts-morph brings along; it takes half a second to load, so nobody imports it for its values. */
export type Typescript = typeof ts;

/** What the rules know of the file that they look at. */
export interface Context {
  readonly ts: Typescript;
  readonly checker: ts.TypeChecker;
  readonly source: ts.SourceFile;
  /** Its type as declared where nothing is left of it by narrowing. */
  typeOf(node: ts.Node): ts.Type;
  /** Every value that the expression can have is hardware: `Bool | undefined` may well be asked whether it is there. */
  isHardware(node: ts.Node): boolean;
  /** The reading and writing mentions of a variable within the file, its declaration left out. */
  mentions(symbol: ts.Symbol): readonly ts.Identifier[];
  /** The file of the library that declares what is called, such as `control/when`. */
  callee(call: ts.CallExpression): string | undefined;
}

/** What a rule has found. */
export interface Found {
  /** What is underlined. */
  readonly at: ts.Node;
  readonly message: string;
  readonly help: string;
  readonly fix?: Fix | undefined;
}

/** Looks at every node of a file, in the order of the text. */
export interface Rule {
  readonly name: string;
  readonly code?: string;
  readonly severity: 'error' | 'warning';
  /** One line for the list of rules. */
  readonly describe: string;
  find(node: ts.Node, context: Context): Found | undefined;
}
