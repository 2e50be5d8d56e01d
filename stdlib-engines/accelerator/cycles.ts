import type { AcceleratorConfig } from './config.js';
import { instructionBytes } from './isa/formats.js';

/** Cycles of a program without instructions, from its start to its end: the header, `end`, and what lies between them. */
export const emptyProgramCycles = ({ busBits }: AcceleratorConfig, latency: number): number =>
  2 * (latency + (8 * instructionBytes) / busBits) + 10;

/** From the end of an instruction (`done`) to when another unit is given the one that waits for it. */
export const handoverCycles = 3;

/** From when a unit takes an instruction to when it is given the next, if that waits for nobody. */
export const nextCycles = 2;

/** Between instructions that the sequencer hands on, when memory keeps up: their beats. */
export const issueCycles = ({ busBits }: AcceleratorConfig): number => (8 * instructionBytes) / busBits;
