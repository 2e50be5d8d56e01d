import { assemble } from '../assembler/assemble.js';

/** Leaves the CRC-32 (the one of Ethernet and zip) of the bytes in a0, bit by bit. */
export const crc32 = (bytes: Uint8Array): Uint32Array =>
  assemble(`
          la   a1, bytes
          li   a2, ${bytes.length}
          add  a2, a1, a2
          li   a0, -1
          li   t2, 0xedb88320    # the polynomial, lowest power on top
  byte:   bgeu a1, a2, done
          lbu  t0, 0(a1)
          xor  a0, a0, t0
          addi a1, a1, 1
          li   t1, 8
  bit:    andi t3, a0, 1
          srli a0, a0, 1
          beqz t3, even
          xor  a0, a0, t2
  even:   addi t1, t1, -1
          bnez t1, bit
          j    byte
  done:   not  a0, a0
          ecall

  bytes:  ${wordsOf(bytes)}
  `);

const wordsOf = (bytes: Uint8Array): string => {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return Array.from(new Uint32Array(padded.buffer), word => `.word ${word}`).join('\n');
};
