import * as dsl from '../../dsl/index.js';

/**
 * Writes a design as text and runs each piece as it is written, so that what is shown on a failure is
 * what was built: the types of the values so far decide what may come next.
 */
export class Writer {
  readonly lines: string[] = [];
  readonly #values: Record<string, unknown>;
  #indent = '  ';

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = { ...dsl, ...values };
  }

  /** The value of an expression. */
  evaluate<T>(text: string): T {
    return new Function('values', `with (values) { return (${text}); }`)(this.#values) as T;
  }

  /** `const name = text;` */
  declare<T>(name: string, text: string): T {
    this.line(`const ${name} = ${text};`);
    const value = this.evaluate<T>(text);
    this.#values[name] = value;
    return value;
  }

  statement(text: string): void {
    this.line(`${text};`);
    this.evaluate(text);
  }

  line(text: string): void {
    this.lines.push(`${this.#indent}${text}`);
  }

  /** What `body` writes stands further to the right. */
  indented(body: () => void): void {
    const before = this.#indent;
    this.#indent += '  ';
    try {
      body();
    } finally {
      this.#indent = before;
    }
  }
}
