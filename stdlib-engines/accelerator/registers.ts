import { bool, type EnumType, enumOf, u8, u32, uint } from '../../dsl/index.js';
import { constant, pulse, ro, rw, w1c } from '../registers/field.js';
import { interruptRegisters } from '../registers/interrupts.js';
import { registerMap } from '../registers/map.js';
import { register } from '../registers/register.js';
import type { AcceleratorConfig } from './config.js';
import { type FaultName, faults } from './fault.js';
import { programVersion } from './isa/formats.js';

/** `ACGR` in memory, `GRCA` as a number: what stands at offset 0 of every accelerator. */
export const acceleratorId = 0x47524341;

/** Bits of the number of an instruction: no more of them fit 4 GB. */
export const numberBits = 26;

/** Codes as software reads them: the names of `faults`, in their order. */
export const faultType = enumOf(...(Object.keys(faults) as [FaultName, ...FaultName[]])) as EnumType<FaultName>;

/** What a unit does: nothing waits for it; its next instruction waits to be started; it is at work. */
export const unitState = enumOf('idle', 'waits', 'works');

/**
 * What software sees of an accelerator. It writes the two regions and the place of a program, starts it, and waits for an
 * interrupt or for `status.busy` to fall. `registerTable(acceleratorMap(config))` prints it.
 */
export const acceleratorMap = (config: AcceleratorConfig) =>
  registerMap(
    'accelerator',
    {
      id: register({ value: constant(u32, acceleratorId) }, { doc: 'Says that this is an accelerator.' }),
      version: register({
        program: constant(u8, programVersion, { doc: 'Version of the instructions that it takes.' }),
        registers: constant(u8, 1, { doc: 'Version of these registers.' }),
      }),
      control: register({
        start: pulse(bool, { doc: 'Runs the program. Of a busy accelerator: only `start_ignored`.' }),
        stop: pulse(bool, { doc: 'Ends the program that runs, with the fault `aborted`.' }),
      }),
      status: register({
        busy: ro(bool, { doc: 'A program runs, or is being brought to rest.' }),
        draining: ro(bool, { doc: 'A program has ended; open bursts are waited for.' }),
        start_ignored: w1c(bool, { at: 4, doc: 'It was started while busy. The program was not harmed.' }),
        fault: ro(faultType, { at: 8, doc: 'Why the last program ended; `none`: by its `end`.' }),
      }),
      fault_instruction: register({
        number: ro(uint(numberBits), {
          doc: 'The instruction that the fault belongs to, from 0; see the table of faults.',
        }),
      }),
      program: register({
        offset: rw(u32, { doc: 'Where the program begins: bytes from the start of the constants, a multiple of 64.' }),
      }),
      constants_base: register({ address: rw(u32, { doc: 'Of the first byte of the constants, a multiple of 64.' }) }),
      constants_size: register({ bytes: rw(u32, { doc: 'Bytes of the constants: programs, weights, tables.' }) }),
      work_base: register({ address: rw(u32, { doc: 'Of the first byte of the work region, a multiple of 64.' }) }),
      work_size: register({ bytes: rw(u32, { doc: 'Bytes of the work region: all that is read and written.' }) }),
      watchdog: register({
        cycles: rw(u32, { doc: 'A program in which no instruction ends for so long is stopped. 0: never.' }),
      }),
      ...interruptRegisters({ done: 'A program has ended by its `end`.', fault: 'A program has ended by a fault.' }),
      cycles: register({ count: ro(u32, { doc: 'Cycles of the program, from its start to its last response.' }) }),
      instructions: register({ count: ro(u32, { doc: 'Instructions that have ended.' }) }),
      reads: register({ beats: ro(u32, { doc: 'Beats read, by all buses.' }) }),
      writes: register({ beats: ro(u32, { doc: 'Beats written, by all buses.' }) }),
      work: register(
        { cycles: ro(u32, { doc: 'Cycles in which the unit was at work; of conv: in which the array multiplied.' }) },
        { at: 0x60, count: 6, doc: 'Of load, weights, conv, epilogue, store, map.' },
      ),
      unit: register(
        {
          instruction: ro(uint(numberBits), { doc: 'The instruction at which it is, or which waits.' }),
          state: ro(unitState, { at: 28, doc: 'What it does.' }),
        },
        { at: 0x80, count: 6, doc: 'Of the same, now, or when the last program ended: where a program hangs.' },
      ),
      rows: register({ count: constant(u32, config.rows) }, { at: 0xa0, doc: 'Of the array.' }),
      columns: register({ count: constant(u32, config.columns) }, { doc: 'Of the array.' }),
      bus: register({ bits: constant(u32, config.busBits) }, { doc: 'Of the data of each bus.' }),
      tile: register({ words: constant(u32, config.tileWords) }, { doc: 'Of the tile memory.' }),
      skip: register({ words: constant(u32, config.skipWords) }, { doc: 'Of the skip memory.' }),
      out: register({ words: constant(u32, config.outWords) }, { doc: 'Of the output memory.' }),
      accumulators: register({ count: constant(u32, config.accumulators) }, { doc: 'Of each bank.' }),
      weight_rows: register({ count: constant(u32, config.weightRows) }, { doc: 'Of the array, that wait before it.' }),
      table_rows: register({ count: constant(u32, config.tableRows) }, { doc: 'Of the table for `affine`.' }),
      sample: register({ pixels: constant(u32, config.samplePixels) }, { doc: 'That `warp` and `motion` hold.' }),
      line: register(
        { words: constant(u32, config.lineWords) },
        { doc: 'Of the longest row for `shrink` and `bilinear`.' },
      ),
      motions: register({ count: constant(u32, config.motions) }, { doc: 'At most, with the background.' }),
      taps: register({ count: constant(u32, config.taps) }, { doc: 'Of the filter of `shrink`, at most.' }),
    },
    { doc: 'A co-processor that runs programs of layers.' },
  );

/** The register map of an accelerator, for `registerDriver` and the files for software. */
export type AcceleratorMap = ReturnType<typeof acceleratorMap>;
