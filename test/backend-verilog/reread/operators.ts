import { gather, type Nets } from './bits.js';
import { type JsonCell, paramNumber } from './netlist.js';

/**
 * The combinational cells of Yosys's word-level library, by its manual. Each takes the values of the nets
 * and gives the unsigned value of its output Y, of which the lowest bits count.
 */
export function evaluateCell(cell: JsonCell, nets: Nets): bigint {
  const { connections } = cell;
  const width = connections.Y!.length;
  const raw = (pin: string): bigint => gather(nets, connections[pin]!);
  const isSigned = (pin: string): boolean => paramNumber(cell, `${pin}_SIGNED`) === 1;
  const own = (pin: string): bigint => (isSigned(pin) ? BigInt.asIntN(connections[pin]!.length, raw(pin)) : raw(pin));
  /** Both operands are signed, or neither is: Verilog extends them alike. */
  const both = isSigned('A') && (connections.B === undefined || isSigned('B'));
  const a = (): bigint => (both ? own('A') : raw('A'));
  const b = (): bigint => (both ? own('B') : raw('B'));
  const flag = (x: boolean): bigint => (x ? 1n : 0n);
  const ones = (n: number): bigint => (1n << BigInt(n)) - 1n;
  const shifted = (value: bigint, amount: bigint): bigint => {
    if (amount < 0n) return value << -amount;
    return value >> (amount > 0xffffn ? 0xffffn : amount);
  };
  switch (cell.type) {
    case '$not':
      return ~own('A');
    case '$pos':
    case '$buf':
      return own('A');
    case '$neg':
      return -own('A');
    case '$and':
      return a() & b();
    case '$or':
      return a() | b();
    case '$xor':
      return a() ^ b();
    case '$xnor':
      return ~(a() ^ b());
    case '$add':
      return a() + b();
    case '$sub':
      return a() - b();
    case '$mul':
      return a() * b();
    case '$eq':
    case '$eqx':
      return flag(a() === b());
    case '$ne':
    case '$nex':
      return flag(a() !== b());
    case '$lt':
      return flag(a() < b());
    case '$le':
      return flag(a() <= b());
    case '$gt':
      return flag(a() > b());
    case '$ge':
      return flag(a() >= b());
    case '$shl':
    case '$sshl':
      return raw('B') >= BigInt(width) ? 0n : own('A') << raw('B');
    case '$shr':
      return shifted(BigInt.asUintN(Math.max(width, connections.A!.length), own('A')), raw('B'));
    case '$sshr':
      return shifted(own('A'), raw('B'));
    case '$shift':
    case '$shiftx':
      return shifted(raw('A'), own('B'));
    case '$reduce_and':
      return flag(raw('A') === ones(connections.A!.length));
    case '$reduce_or':
    case '$reduce_bool':
      return flag(raw('A') !== 0n);
    case '$reduce_xor':
      return parity(raw('A'));
    case '$reduce_xnor':
      return 1n - parity(raw('A'));
    case '$logic_not':
      return flag(raw('A') === 0n);
    case '$logic_and':
      return flag(raw('A') !== 0n && raw('B') !== 0n);
    case '$logic_or':
      return flag(raw('A') !== 0n || raw('B') !== 0n);
    case '$mux':
      return raw('S') ? raw('B') : raw('A');
    case '$pmux': {
      const chosen = raw('S');
      for (let i = 0; i < connections.S!.length; i++)
        if ((chosen >> BigInt(i)) & 1n) return gather(nets, connections.B!.slice(i * width, (i + 1) * width));
      return raw('A');
    }
    case '$bmux': {
      const i = Number(raw('S'));
      return gather(nets, connections.A!.slice(i * width, (i + 1) * width));
    }
    case '$demux':
      return raw('A') << (raw('S') * BigInt(connections.A!.length));
    default:
      throw new Error(`no evaluation for the cell ${cell.type}`);
  }
}

function parity(value: bigint): bigint {
  let odd = 0n;
  for (let rest = value; rest > 0n; rest &= rest - 1n) odd ^= 1n;
  return odd;
}
