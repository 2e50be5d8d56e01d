import {
  bool,
  input,
  lit,
  module,
  mux,
  output,
  reg,
  states,
  streamOut,
  streamWire,
  u32,
  uint,
  when,
} from '../../dsl/index.js';
import { axiReadMaster } from '../axi/bus.js';
import type { AcceleratorConfig } from './config.js';
import { faults } from './fault.js';
import { fetchPieces, piecesType } from './fetch.js';
import { faultAtType, instructionType } from './instruction.js';
import { end, formats, header, instructionBytes, programMagic, programVersion } from './isa/formats.js';
import { placeIn, regionsType } from './regions.js';
import { numberBits } from './registers.js';

/**
 * Fetches a program: its first 64 bytes, which say what it is and how many instructions follow, and then these, which leave
 * in their order with their numbers.
 *
 * `start` is 1 for a cycle, from reset on once. What is wrong with the program is said when all instructions before it
 * have left: `magic`, `address`, `alignment`, `readError`, and `opcode` for an instruction that does not exist, or where `end`
 * should have stood. `fault` and `ended` stay until reset.
 *
 * Of its time, the first instruction leaves two latencies of the memory after `start`; the others follow each 64 bytes' beats.
 */
export const sequencer = module(
  'sequencer',
  ({ config }: { config: AcceleratorConfig }) => ({
    start: input(bool),
    program: input(u32),
    regions: input(regionsType),
    m_axi: axiReadMaster({ addressBits: 32, dataBits: config.busBits }),
    instructions: streamOut(instructionType),
    ended: output(bool),
    fault: output(faultAtType),
  }),
  io => {
    const { sink: ask, stream: asked } = streamWire(piecesType);
    const pieces = fetchPieces(io.m_axi, asked);
    const { words, wrong } = pieces.payload;
    const word = (index: number) => words.at(index);

    const number = reg(uint(numberBits + 1), { init: 0 });
    const count = reg(u32);
    const fault = reg(faultAtType, { init: { code: faults.none, number: 0 } });
    const ended = reg(bool, { init: false });
    io.ended.set(ended);
    io.fault.set(fault);

    const log2Bytes = Math.log2(instructionBytes);
    const opcode = word(header.opcode.word).bits(header.opcode.bit + header.opcode.bits - 1, header.opcode.bit);
    const known = formats.filter(({ unit }) => unit).map(format => opcode.eq(format.opcode));
    const forUnit = known.reduce((a, b) => a.or(b));

    // The header lies at the offset, the instructions behind it.
    const head = placeIn(io.regions, {
      region: lit(uint(2), 0),
      offset: io.program,
      bytes: lit(u32, instructionBytes),
      alignment: instructionBytes,
    });
    const body = placeIn(io.regions, {
      region: lit(uint(2), 0),
      offset: io.program.add(instructionBytes),
      bytes: count.shl(log2Bytes),
      alignment: instructionBytes,
    });

    ask.valid.set(false);
    ask.payload.set({ at: head.address.bits(31, log2Bytes), count: 1 });
    pieces.ready.set(false);
    io.instructions.valid.set(false);
    io.instructions.payload.set({ number: number.trunc(numberBits), words });

    states({
      idle: s => {
        when(io.start, () => s.go('begin'));
      },
      begin: s => {
        const good = head.good;
        ask.valid.set(good);
        when(ask.fire, () => s.go('header'));
        when(good.not(), () => {
          fault.set({ code: head.fault, number: 0 });
          s.go('stopped');
        });
      },
      header: s => {
        pieces.ready.set(true);
        count.set(word(1).bits(31, 0));
        const isProgram = word(0).eq(BigInt(programMagic) | (BigInt(programVersion) << 32n));
        when(pieces.fire, () => {
          when(isProgram.and(wrong.not()), () => s.go('size')).otherwise(() => {
            fault.set({ code: mux(wrong, lit(uint(4), faults.readError), faults.magic), number: 0 });
            s.go('stopped');
          });
        });
      },
      size: s => {
        ask.valid.set(body.good);
        ask.payload.set({ at: body.address.bits(31, log2Bytes), count: count.trunc(numberBits + 1) });
        when(ask.fire, () => s.go('run'));
        when(body.good.not(), () => {
          fault.set({ code: body.fault, number: 0 });
          s.go('stopped');
        });
      },
      run: s => {
        const missing = number.extend(32).eq(count);
        const good = pieces.valid.and(wrong.not());
        const goes = good.and(forUnit);
        io.instructions.valid.set(goes);
        pieces.ready.set(io.instructions.ready.and(forUnit).and(wrong.not()));
        when(io.instructions.fire, () => number.set(number.addWrap(1)));
        when(missing.or(pieces.valid.and(goes.not())), () => {
          const isEnd = missing.not().and(wrong.not()).and(opcode.eq(end.opcode));
          ended.set(isEnd);
          when(isEnd.not(), () => {
            const unreadable = missing.not().and(wrong);
            fault.set({
              code: mux(unreadable, lit(uint(4), faults.readError), faults.opcode),
              number: number.trunc(numberBits),
            });
          });
          s.go('stopped');
        });
      },
      stopped: () => {},
    });
  },
);
