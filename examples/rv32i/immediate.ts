import { match, type UInt, u32, wire } from 'grace-hdl';
import { opcode } from './isa.js';

/**
 * The immediate of an instruction, 32 bits. Each format keeps the sign in bit 31 and most of the rest in one place:
 *
 *       31           25 24  20 19     12 11    7
 *   I  [ imm[11:5]    | 4:0   |         |       ]
 *   S  [ imm[11:5]    |       |         | 4:0   ]
 *   B  [ 12 | 10:5    |       |         | 4:1 11]
 *   U  [ imm[31:12]                     |       ]
 *   J  [ 20 | 10:1 .. | 11    | 19:12   |       ]
 */
export function immediateOf(instruction: UInt<32>): UInt<32> {
  const sign = instruction.bits(31, 31);
  const extend = (value: UInt): UInt<32> => value.asSInt().extend(32).asUInt();
  const bits = (hi: number, lo: number): UInt => instruction.bits(hi, lo);

  const immediate = wire(u32, extend(bits(31, 20)));
  const upper = (): void => immediate.set(bits(31, 12).shl(12).extend(32));
  match(bits(6, 0), {
    [opcode.lui]: upper,
    [opcode.auipc]: upper,
    [opcode.store]: () => immediate.set(extend(bits(31, 25).cat(bits(11, 7)))),
    [opcode.branch]: () => immediate.set(extend(sign.cat(bits(7, 7), bits(30, 25), bits(11, 8)).shl(1))),
    [opcode.jal]: () => immediate.set(extend(sign.cat(bits(19, 12), bits(20, 20), bits(30, 21)).shl(1))),
    default: () => {},
  });
  return immediate;
}
