/** What went wrong, as a status register has it: units report it with the end of an instruction. 0 is nothing. */
export const faults = {
  none: 0,
  /** The first 8 bytes of the program are not those of a program of this version. */
  magic: 1,
  /** An opcode or an operation that does not exist. */
  opcode: 2,
  /** A field whose value the unit cannot take: a size of 0 or beyond its memory. */
  field: 3,
  /** Bytes outside of the region, a region that does not exist, or a write to one that is only read. */
  address: 4,
  /** An address or a number of bytes that is no multiple of what it has to be. */
  alignment: 5,
  /** A read was answered by an error. */
  readError: 6,
  /** A write was answered by an error. */
  writeError: 7,
  /** Nothing was done for as long as the watchdog waits. */
  timeout: 8,
  /** A semaphore was raised above 63. */
  semaphore: 9,
  /** Stopped by software. */
  aborted: 10,
} as const;

/** The name of a fault, as drivers and models give it. */
export type FaultName = keyof typeof faults;
