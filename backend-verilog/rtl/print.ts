import { identifier } from './identifier.js';
import type { Attribute, Edge, Item, RtlModule, RtlPort, Statement } from './item.js';
import { layout, printExpr } from './print-expr.js';
import type { Writer } from './writer.js';

/** `[7:0]`, or nothing for one bit. */
const range = (width: number): string => (width === 1 ? '' : `[${width - 1}:0]`);

/** Joins the words that are there. */
const words = (...texts: readonly string[]): string => texts.filter(Boolean).join(' ');

const quote = (text: string): string => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;

const attribute = ({ name, value }: Attribute): string => `(* ${name} = ${quote(value)} *)`;

/** Prints one module as Verilog-2001. */
export function printModule(module: RtlModule, out: Writer): void {
  if (module.ports.length === 0) out.line(`module ${identifier(module.name)};`, module.loc);
  else {
    out.line(`module ${identifier(module.name)} (`, module.loc);
    out.indent(() => printPorts(module.ports, out));
    out.line(');');
  }
  out.indent(() => printItems(module.items, out));
  out.line('endmodule');
}

function printPorts(ports: readonly RtlPort[], out: Writer): void {
  const dirs = Math.max(...ports.map(port => port.dir.length));
  const types = ports.some(port => port.type === 'wire') ? 4 : 3;
  const ranges = Math.max(...ports.map(port => range(port.width).length));
  ports.forEach((port, i) => {
    for (const entry of port.attributes) out.line(attribute(entry));
    const columns = words(
      port.dir.padEnd(dirs),
      port.type.padEnd(types),
      ranges ? range(port.width).padStart(ranges) : '',
      port.name,
    );
    out.line(`${columns}${i + 1 < ports.length ? ',' : ''}`, port.loc);
  });
}

function printItems(items: readonly Item[], out: Writer): void {
  for (const item of items) printItem(item, out);
}

function printItem(item: Item, out: Writer): void {
  switch (item.kind) {
    case 'net': {
      const head = words(item.type, range(item.width), item.name);
      for (const entry of item.attributes ?? []) out.line(attribute(entry));
      out.line(`${item.value ? layout(`${head} = `, item.value) : head};`, item.loc);
      break;
    }
    case 'memory':
      for (const entry of item.attributes) out.line(attribute(entry));
      if (item.twoClocks) out.line('/* verilator lint_off MULTIDRIVEN */');
      out.line(`${words('reg', range(item.width), item.name)} [0:${item.depth - 1}];`, item.loc);
      if (item.twoClocks) out.line('/* verilator lint_on MULTIDRIVEN */');
      break;
    case 'constant':
      out.line(`${words('localparam', range(item.width), item.name)} = ${printExpr(item.value)};`);
      break;
    case 'parameter':
      out.line(`parameter ${item.name} = ${typeof item.value === 'number' ? item.value : quote(item.value)};`);
      break;
    case 'variable':
      out.line(`${item.type} ${item.name};`);
      break;
    case 'drive':
      out.line(`${layout(`assign ${printExpr(item.target)} = `, item.value)};`, item.loc);
      break;
    case 'loop':
      printLoop(item, out);
      break;
    case 'always':
      printBlock(item.on === '*' ? 'always @*' : `always @(${item.on.map(printEdge).join(' or ')})`, item.body, out);
      break;
    case 'initial':
      printBlock('initial', item.body, out);
      break;
    case 'instance':
      printInstance(item, out);
      break;
    case 'simulation':
      out.line('`ifndef SYNTHESIS');
      printItems(item.body, out);
      out.line('`endif');
      break;
    case 'comment':
      out.line(`// ${item.text}`);
      break;
    case 'blank':
      out.line('');
  }
}

const printEdge = ({ edge, name }: Edge): string => `${edge} ${name}`;

const step = (variable: string, count: number): string =>
  `for (${variable} = 0; ${variable} < ${count}; ${variable} = ${variable} + 1)`;

function printLoop(item: Extract<Item, { kind: 'loop' }>, out: Writer): void {
  out.line('generate');
  out.indent(() => {
    out.line(`${step(item.variable, item.count)} begin : ${item.label}`);
    out.indent(() => printItems(item.body, out));
    out.line('end');
  });
  out.line('endgenerate');
}

function printInstance(item: Extract<Item, { kind: 'instance' }>, out: Writer): void {
  const list = (open: string, rows: readonly string[], close: string): void => {
    out.line(open, item.loc);
    out.indent(() => {
      rows.forEach((row, i) => {
        out.line(`${row}${i + 1 < rows.length ? ',' : ''}`);
      });
    });
    out.line(close);
  };
  const parameters = item.parameters.map(
    ({ name, value }) => `.${name}(${typeof value === 'number' ? value : quote(value)})`,
  );
  const head = parameters.length
    ? `${identifier(item.module)} #(${parameters.join(', ')}) ${item.name}`
    : `${identifier(item.module)} ${item.name}`;
  if (item.connections.length === 0) out.line(`${head} ();`, item.loc);
  else
    list(
      `${head} (`,
      item.connections.map(({ port, value }) => `.${port}(${printExpr(value)})`),
      ');',
    );
}

/** One statement alone stands without `begin`, on the line of its condition when it is not compound itself. */
function printBlock(head: string, body: readonly Statement[], out: Writer): void {
  out.line(`${head} begin`);
  out.indent(() => printStatements(body, out));
  out.line('end');
}

function printStatements(body: readonly Statement[], out: Writer): void {
  for (const statement of body) printStatement(statement, out);
}

function printStatement(s: Statement, out: Writer): void {
  switch (s.kind) {
    case 'assign':
      out.line(`${layout(`${printExpr(s.target)} ${s.blocking ? '=' : '<='} `, s.value)};`, s.loc);
      break;
    case 'if':
      printIf(s, 'if', out);
      break;
    case 'case':
      out.line(`case (${printExpr(s.subject)})`, s.loc);
      out.indent(() => {
        for (const arm of s.arms) printArm(arm.match.map(printExpr).join(', '), arm.body, out);
        if (s.default) printArm('default', s.default, out);
      });
      out.line('endcase');
      break;
    case 'for':
      printBlock(step(s.variable, s.count), s.body, out);
      break;
    case 'task': {
      const args = s.args.map(arg => (typeof arg === 'string' ? quote(arg) : printExpr(arg)));
      out.line(`${s.name}${args.length ? `(${args.join(', ')})` : ''};`, s.loc);
    }
  }
}

function printIf(s: Extract<Statement, { kind: 'if' }>, head: string, out: Writer): void {
  out.line(`${head} (${printExpr(s.cond)}) begin`, s.loc);
  out.indent(() => printStatements(s.then, out));
  const [only] = s.else;
  if (s.else.length === 1 && only?.kind === 'if') {
    printIf(only, 'end else if', out);
    return;
  }
  if (s.else.length > 0) {
    out.line('end else begin');
    out.indent(() => printStatements(s.else, out));
  }
  out.line('end');
}

function printArm(head: string, body: readonly Statement[], out: Writer): void {
  if (body.length === 0) out.line(`${head}: ;`);
  else printBlock(`${head}:`, body, out);
}
