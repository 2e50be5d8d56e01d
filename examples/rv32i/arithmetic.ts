import { type Bool, bool, match, mux, type UInt, u32, wire } from 'grace-hdl';
import { alu, condition } from './isa.js';

/** The arithmetic of `op` and `op-imm`; `alternate` is bit 30, where it counts: `sub` and `sra`. Combinational. */
export function arithmetic(kind: UInt, alternate: Bool, a: UInt<32>, b: UInt<32>): UInt<32> {
  const amount = b.bits(4, 0);
  const computed = wire(u32);
  match(kind, {
    [alu.add]: () => computed.set(mux(alternate, a.subWrap(b), a.addWrap(b))),
    [alu.sll]: () => computed.set(a.shlWrap(amount)),
    [alu.slt]: () => computed.set(a.asSInt().lt(b.asSInt()).asUInt().extend(32)),
    [alu.sltu]: () => computed.set(a.lt(b).asUInt().extend(32)),
    [alu.xor]: () => computed.set(a.xor(b)),
    [alu.srl]: () => computed.set(rightShift(a, amount, alternate)),
    [alu.or]: () => computed.set(a.or(b)),
    [alu.and]: () => computed.set(a.and(b)),
  });
  return computed;
}

/** One shifter for both kinds: bit 32 is what moves in. */
function rightShift(a: UInt<32>, amount: UInt, signed: Bool): UInt<32> {
  const fill = signed.and(a.bit(31)).asUInt();
  return fill.cat(a).asSInt().shr(amount).asUInt().trunc(32);
}

/** True when a branch of this kind is taken. Bit 0 of the kind inverts a condition. */
export function branches(kind: UInt, a: UInt<32>, b: UInt<32>): Bool {
  const holds = wire(bool, a.eq(b));
  match(kind.bits(2, 1), {
    [condition.lt >> 1]: () => holds.set(a.asSInt().lt(b.asSInt())),
    [condition.ltu >> 1]: () => holds.set(a.lt(b)),
    default: () => {},
  });
  return holds.xor(kind.bit(0));
}
