import type { Loc } from '../loc.js';
import type { NodeId } from '../node.js';
import type { Stmt } from '../stmt.js';
import { word } from './words.js';

type At = (loc: Loc | undefined) => string;

const ref = (id: NodeId): string => `%${id}`;

const indent = (lines: readonly string[]): string[] => lines.map(line => `  ${line}`);

/** Statements as lines, the inner ones indented. */
export const printStmts = (body: readonly Stmt[], at: At): string[] => body.flatMap(stmt => printStmt(stmt, at));

function printStmt(stmt: Stmt, at: At): string[] {
  const place = at(stmt.loc);
  switch (stmt.kind) {
    case 'set': {
      const lane = stmt.lane === undefined ? '' : `[${stmt.lane}]`;
      const index = stmt.index === undefined ? '' : `[${ref(stmt.index)}]`;
      return [`set ${ref(stmt.target)}${lane}${index} = ${ref(stmt.value)}${place}`];
    }
    case 'if': {
      const otherwise = stmt.else.length > 0 ? ['} else {', ...indent(printStmts(stmt.else, at))] : [];
      return [`if ${ref(stmt.cond)} {${place}`, ...indent(printStmts(stmt.then, at)), ...otherwise, '}'];
    }
    case 'case': {
      const arms = stmt.arms.flatMap(arm => [
        `when ${arm.match.join(' ')} {`,
        ...indent(printStmts(arm.body, at)),
        '}',
      ]);
      const rest = stmt.default ? ['default {', ...indent(printStmts(stmt.default, at)), '}'] : [];
      return [`case ${ref(stmt.subject)} {${place}`, ...indent([...arms, ...rest]), '}'];
    }
    case 'write': {
      const mask = stmt.mask === undefined ? '' : ` mask ${ref(stmt.mask)}`;
      return [`write ${stmt.mem} port ${stmt.port} [${ref(stmt.addr)}] = ${ref(stmt.data)}${mask}${place}`];
    }
    case 'check':
      return [`${stmt.check} ${ref(stmt.cond)} ${JSON.stringify(stmt.message)}, domain ${word(stmt.domain)}${place}`];
    case 'print': {
      const args = stmt.args.map(id => ` ${ref(id)}`).join('');
      return [`print ${JSON.stringify(stmt.text)}${args}, domain ${word(stmt.domain)}${place}`];
    }
  }
}
