import {
  type Bool,
  bool,
  bundle,
  input,
  module,
  reg,
  states,
  streamIn,
  streamOut,
  streamWire,
  u8,
  u32,
  uint,
  vec,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import { commandType } from '../accelerator/isa/field.js';
import { map, mapOperations } from '../accelerator/isa/formats.js';
import { regionsType } from '../accelerator/regions.js';
import { axiMaster } from '../axi/bus.js';
import { axiCommand } from '../axi/command.js';
import { axiRead } from '../axi/read.js';
import { axiWrite } from '../axi/write.js';
import { apart, type Bytes, entryBytes, gathered, signed } from './beats.js';
import { checkedMap } from './check.js';
import { type Is, operations } from './operations.js';
import { spread } from './ways.js';

const period = 6;

/** Bits of a number of bytes: the largest map has 2^24 words of 32 bytes. */
const lengthBits = 30;

/**
 * The unit for what is not a convolution: reads a map from memory, and what belongs to it, and writes a map. It carries one
 * instruction out after the other: checks its fields, regions and sizes before it asks for anything, gives what it reads
 * to the engine of the operation, and writes what comes out while it reads on. `done` tells the fault of each instruction, 0
 * for none, when the memory has answered all writes. A bus error is told at the end; all that was asked for is waited for.
 *
 * The source is read first for `picture`, `bilinear`, `motion` and `warp`; for `shrink` and `masks` the taps and records are.
 *
 * Ports: `m_axi` with bursts of 16 beats, `config.outstanding` of them open. `mapCycles` has the time of an instruction.
 *
 * @example mapUnit({ config: acceleratorConfig(16) })
 */
export const mapUnit = module(
  'mapUnit',
  ({ config }: { readonly config: AcceleratorConfig }) => ({
    command: streamIn(commandType(map)),
    done: streamOut(uint(4)),
    regions: input(regionsType),
    m_axi: axiMaster({ addressBits: 32, dataBits: config.busBits }),
  }),
  (io, { config }) => {
    const { rows: block, busBits, outstanding } = config;
    const beatBytes = busBits / 8;
    const current = reg(commandType(map));
    const is: Is = (...names) =>
      names.map(name => current.operation.eq(mapOperations.indexOf(name))).reduce((a, b) => a.or(b));
    const sourceFirst = is('shrink', 'masks').not();

    const { sink: toCheck, stream: unchecked } = streamWire(commandType(map));
    toCheck.payload.set(current);
    const verdicts = checkedMap(unchecked, current, io.regions, config, period);

    const readCommands = streamWire(axiCommand(32, lengthBits));
    const writeCommands = streamWire(axiCommand(32, lengthBits));
    const { data, results: reads } = axiRead(io.m_axi, readCommands.stream, { burst: 16, outstanding });

    // What is read: all of the one operand, then all of the other.
    const other = reg(bool, { init: false });
    const isSource = sourceFirst.xor(other);
    when(data.fire.and(data.last!), () => other.set(true));
    const [ofSource, ofSecond] = [streamWire(vec(u8, beatBytes)), streamWire(vec(u8, beatBytes))];
    const beats: Bytes = data.map(({ elements }) => elements).withoutLast();
    spread(beats, [
      { chosen: isSource, way: ofSource.sink },
      { chosen: isSource.not(), way: ofSecond.sink },
    ]);
    const source = signed(gathered(ofSource.stream, block)).regValid();
    const second =
      beatBytes > entryBytes
        ? apart(ofSecond.stream, entryBytes, data.payload.count.le(entryBytes))
        : gathered(ofSecond.stream, entryBytes);

    const { engines, results } = operations({ source, second }, current, is, config);
    const written = axiWrite(io.m_axi, writeCommands.stream, results, { burst: 16, outstanding });

    // An instruction: what of it has been handed on, and what has come back.
    const addresses = reg(placesType);
    const fault = reg(uint(4));
    const toRead = reg(uint(2), { init: 0 });
    const toWait = reg(uint(2), { init: 0 });
    const toWrite = reg(bool, { init: false });
    const toStart = engines.map(() => reg(bool, { init: false }));
    const machine = states({
      idle: s =>
        when(io.command.valid, () => {
          current.set(io.command.payload);
          s.go('ask');
        }),
      ask: s => when(toCheck.ready, () => s.go('check')),
      check: s =>
        when(verdicts.valid, () => {
          const { fault: found, ...places } = verdicts.payload;
          const good = found.eq(faults.none);
          addresses.set(places);
          fault.set(found);
          other.set(false);
          when(good, () => {
            toRead.set(2);
            toWait.set(3);
            toWrite.set(true);
            for (const [i, { works }] of engines.entries()) toStart[i]!.set(works);
            s.go('move');
          });
          when(good.not(), () => s.go('report'));
        }),
      move: s => when(toWait.eq(0), () => s.go('report')),
      report: s => when(io.done.ready, () => s.go('idle')),
    });
    io.command.ready.set(machine.is('idle'));
    toCheck.valid.set(machine.is('ask'));
    verdicts.ready.set(machine.is('check'));
    io.done.valid.set(machine.is('report'));
    io.done.payload.set(fault);

    const readsSource = sourceFirst.eq(toRead.eq(2));
    const operand = (name: 'source' | 'second' | 'destination') => ({
      address: addresses[name],
      bytes: current[`${name}Bytes`].trunc(lengthBits),
    });
    const [ofFirst, ofOther] = [operand('source'), operand('second')];
    readCommands.sink.valid.set(toRead.ne(0));
    readCommands.sink.payload.set({
      address: readsSource.mux(ofFirst.address, ofOther.address),
      bytes: readsSource.mux(ofFirst.bytes, ofOther.bytes),
    });
    when(readCommands.sink.fire, () => toRead.set(toRead.subWrap(1)));
    writeCommands.sink.valid.set(toWrite);
    writeCommands.sink.payload.set(operand('destination'));
    when(writeCommands.sink.fire, () => toWrite.set(false));
    engines.forEach(({ engine }, i) => {
      engine.command.payload.set(current);
      engine.command.valid.set(toStart[i]!);
      when(engine.command.fire, () => toStart[i]!.set(false));
    });

    // The two reads and the write are waited for; of their errors the first one counts.
    reads.ready.set(true);
    written.ready.set(true);
    const ended = reads.valid.asUInt().add(written.valid.asUInt());
    when(machine.is('move'), () => toWait.set(toWait.subWrap(ended)));
    const failed = (results: typeof reads): Bool => results.valid.and(results.payload.resp.any());
    when(fault.eq(faults.none), () => {
      when(failed(written), () => fault.set(faults.writeError));
      when(failed(reads), () => fault.set(faults.readError));
    });
  },
);

const placesType = bundle({ source: u32, second: u32, destination: u32 });
