import type { CaseArm, Stmt } from '../stmt.js';
import { locOf, numbers } from './fields.js';
import type { Lines } from './lines.js';

/** Statements up to a line that starts with `}`, which is left for the caller. */
export function parseBody(lines: Lines): Stmt[] {
  const body: Stmt[] = [];
  while (lines.peek("'}'").peek() !== '}') body.push(parseStmt(lines));
  return body;
}

function parseStmt(lines: Lines): Stmt {
  const at = lines.next('a statement');
  const kind = at.word();
  switch (kind) {
    case 'set': {
      const target = at.ref();
      let where: { lane?: number; index?: number } = {};
      while (at.accept('[')) {
        where = at.peek().startsWith('%') ? { ...where, index: at.ref() } : { ...where, lane: at.int() };
        at.expect(']');
      }
      at.expect('=');
      return { kind, target, value: at.ref(), ...where, ...locOf(at) };
    }
    case 'if': {
      const cond = at.ref();
      at.expect('{');
      const place = locOf(at);
      const body = parseBody(lines);
      const end = lines.next("'}'");
      end.expect('}');
      if (!end.accept('else')) return { kind, cond, then: body, else: [], ...place };
      const otherwise = parseBody(lines);
      lines.next("'}'").expect('}');
      return { kind, cond, then: body, else: otherwise, ...place };
    }
    case 'case': {
      const subject = at.ref();
      at.expect('{');
      return { kind, subject, ...parseArms(lines), ...locOf(at) };
    }
    case 'write': {
      const mem = at.int();
      at.expect('port');
      const port = at.int();
      at.expect('[');
      const addr = at.ref();
      at.expect(']');
      at.expect('=');
      const data = at.ref();
      return { kind, mem, port, addr, data, ...(at.accept('mask') ? { mask: at.ref() } : {}), ...locOf(at) };
    }
    case 'assert':
    case 'assume':
    case 'cover': {
      const cond = at.ref();
      const message = at.word();
      return { kind: 'check', check: kind, cond, message, domain: domainOf(), ...locOf(at) };
    }
    case 'print': {
      const text = at.word();
      const args: number[] = [];
      while (at.peek().startsWith('%')) args.push(at.ref());
      return { kind, text, args, domain: domainOf(), ...locOf(at) };
    }
    default:
      return at.fail('a statement');
  }

  function domainOf(): string {
    at.expect(',');
    at.expect('domain');
    return at.word();
  }
}

function parseArms(lines: Lines): { arms: CaseArm[]; default?: Stmt[] } {
  const arms: CaseArm[] = [];
  let rest: { default?: Stmt[] } = {};
  for (;;) {
    const at = lines.next("'}'");
    if (at.accept('}')) return { arms, ...rest };
    if (at.accept('default')) {
      at.expect('{');
      rest = { default: parseBody(lines) };
    } else {
      at.expect('when');
      const match = numbers(at);
      at.expect('{');
      arms.push({ match, body: parseBody(lines) });
    }
    lines.next("'}'").expect('}');
  }
}
