import { opcode } from '../isa.js';
import * as code from './encode.js';
import { expand, type Statement } from './pseudo.js';
import { registerNumber } from './registers.js';

interface Placed {
  readonly statement: Statement;
  readonly address: number;
  readonly line: string;
}

/**
 * RV32I assembly as words from address 0: one statement or `label:` to a line, comments after `#`, registers by either
 * name, decimal or hexadecimal numbers, `.word` for data, and the usual pseudo-instructions.
 *
 * @throws SyntaxError with the line that is wrong.
 */
export function assemble(source: string): Uint32Array {
  const labels = new Map<string, number>();
  const placed: Placed[] = [];
  for (const line of source.split('\n')) {
    let rest = line.replace(/#.*/, '').trim();
    for (let label = /^(\w+):\s*/.exec(rest); label; label = /^(\w+):\s*/.exec(rest)) {
      if (labels.has(label[1]!)) throw new SyntaxError(`label ${label[1]} stands twice: ${line.trim()}`);
      labels.set(label[1]!, placed.length * 4);
      rest = rest.slice(label[0].length);
    }
    if (rest === '') continue;
    const [mnemonic = '', ...operands] = rest.split(/[\s,]+/);
    const parts: readonly Statement[] =
      mnemonic === '.word' ? operands.map(word => ['.word', word]) : expand([mnemonic, ...operands]);
    for (const statement of parts) placed.push({ statement, address: placed.length * 4, line: line.trim() });
  }
  return Uint32Array.from(placed, place => {
    try {
      return encode(place, labels);
    } catch (error) {
      throw new SyntaxError(`${(error as Error).message}: ${place.line}`);
    }
  });
}

function encode({ statement, address }: Placed, labels: ReadonlyMap<string, number>): number {
  const [mnemonic, a = '', b = '', c = ''] = statement;
  const register = (name: string): number => registerNumber.get(name) ?? wrong(`no register '${name}'`);
  const number = (text: string): number => {
    const part = /^%(hi|lo)\((\w+)\)$/.exec(text);
    const value = labels.get(part?.[2] ?? text) ?? Number(text);
    if (text === '' || !Number.isInteger(value)) return wrong(`no number or label '${text}'`);
    if (part?.[1] === 'lo') return (value << 20) >> 20;
    return part?.[1] === 'hi' ? (value + 0x800) >>> 12 : value;
  };
  /** A label counts from this instruction, a plain number is the distance itself. */
  const distance = (to: string): number => (labels.has(to) ? number(to) - address : number(to));
  /** `8(sp)` */
  const place = (text: string): readonly [base: number, offset: number] => {
    const found = /^(.*)\((\w+)\)$/.exec(text);
    return found ? [register(found[2]!), number(found[1] || '0')] : wrong(`'${text}' is no address like 8(sp)`);
  };

  const { registerOps, immediateOps, shiftOps, loadOps, storeOps, branchOps } = code;
  if (mnemonic in registerOps) return code.encodeR(...registerOps[mnemonic]!, register(a), register(b), register(c));
  if (mnemonic in immediateOps)
    return code.encodeI(opcode.opImm, immediateOps[mnemonic]!, register(a), register(b), number(c));
  if (mnemonic in shiftOps) {
    const [kind, extra] = shiftOps[mnemonic]!;
    if (number(c) < 0 || number(c) > 31) return wrong(`shift by ${c}`);
    return code.encodeI(opcode.opImm, kind, register(a), register(b), extra | number(c));
  }
  if (mnemonic in loadOps) return code.encodeI(opcode.load, loadOps[mnemonic]!, register(a), ...place(b));
  if (mnemonic in storeOps) {
    const [base, offset] = place(b);
    return code.encodeS(storeOps[mnemonic]!, base, register(a), offset);
  }
  if (mnemonic in branchOps) return code.encodeB(branchOps[mnemonic]!, register(a), register(b), distance(c));
  switch (mnemonic) {
    case 'lui':
    case 'auipc':
      return code.encodeU(opcode[mnemonic], register(a), number(b));
    case 'jal':
      return b ? code.encodeJ(register(a), distance(b)) : code.encodeJ(1, distance(a));
    case 'jalr':
      return code.encodeI(opcode.jalr, 0, register(a), register(b), number(c || '0'));
    case 'fence':
      return code.encodeI(opcode.fence, 0, 0, 0, 0xff);
    case 'ecall':
    case 'ebreak':
      return code.encodeI(opcode.system, 0, 0, 0, mnemonic === 'ebreak' ? 1 : 0);
    case '.word':
      return number(a) >>> 0;
    default:
      return wrong(`no instruction '${mnemonic}'`);
  }
}

function wrong(message: string): never {
  throw new SyntaxError(message);
}
