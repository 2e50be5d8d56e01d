import ieee from 'crc-32';

/** CRC-32 of IEEE 802.3, as in PNG and gzip. */
export const crc32 = (bytes: Uint8Array): number => ieee.buf(bytes) >>> 0;

/** Remainders of `x^16 + x^12 + x^5 + 1` for each byte. */
const remainders = Uint16Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 8;
  for (let i = 0; i < 8; i++) remainder = (remainder << 1) ^ (remainder & 0x8000 ? 0x1021 : 0);
  return remainder;
});

/**
 * CRC-16 of CCITT, highest bit first, going on from `start`: it tells every burst of up to 16 bits, every odd number of
 * wrong bits, and other damage but for one case in 65536.
 */
export function crc16(bytes: Uint8Array, start: number): number {
  let crc = start;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ remainders[(crc >> 8) ^ byte]!;
  return crc;
}
