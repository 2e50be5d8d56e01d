/**
 * 64 equal engines of which one works at a time: a turn lasts 64 cycles, then a random generator names the next one.
 * Each has some 450 bits of state, all of which change in every cycle in which it works.
 */
import { bool, i16, indexType, input, module, output, reg, sint, u32, u64, uint, vec, vecOf } from 'grace-hdl';
import { checksumOf } from './checksum.js';
import { crcStep, filter, xorshift64 } from './engine-steps.js';

/** A generator, the CRC-32 of its bytes, a filter over its words, and the sum of squares of what the filter gives. */
export const engine = module(
  'engine',
  () => ({ enable: input(bool), id: input(uint(6)), result: output(u32) }),
  io => {
    const enable = io.enable;
    const state = reg(u64, { init: 0x9e3779b97f4a7c15n, enable });
    const crc = reg(u32, { init: 0xffff_ffff, enable });
    const line = reg(vec(i16, 8), { init: Array<number>(8).fill(0), enable });
    const filtered = reg(sint(24), { init: 0, enable });
    const energy = reg(sint(48), { init: 0, enable });

    state.set(xorshift64(state));
    crc.set(crcStep(crc, state.bits(7, 0)));
    line.set([state.bits(31, 16).trunc(16).asSInt().xor(io.id.extend(16).asSInt()), ...line.slice(0, 7)]);
    filtered.set(filter(line));
    energy.set(energy.addWrap(filtered.mul(filtered)));
    io.result.set(crc.xor(energy.asUInt().bits(47, 16).trunc(32)));
  },
);

export const engines64 = module(
  'engines64',
  () => ({ checksum: output(u32) }),
  io => {
    const turn = reg(uint(6), { init: 0 });
    const random = reg(u64, { init: 1 });
    const selected = reg(indexType(64), { init: 0 });
    turn.set(turn.addWrap(1));
    random.set(xorshift64(random));
    selected.set(turn.eq(63).mux(random.bits(37, 32).trunc(6), selected));

    const results = Array.from({ length: 64 }, (_, i) => {
      const unit = engine(undefined, { name: `engine_${i}` });
      unit.enable.set(selected.eq(i));
      unit.id.set(i);
      return unit.result;
    });
    io.checksum.set(checksumOf(vecOf(u32, results).at(selected)));
  },
);
