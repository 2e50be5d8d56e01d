import type { SInt, SIntType, UInt, Vec } from 'grace-hdl';

/** Marsaglia's generator with the steps 13, 7, 17. */
export function xorshift64(x: UInt<64>): UInt<64> {
  const y = x.xor(x.shlWrap(13));
  const z = y.xor(y.shr(7).extend(64));
  return z.xor(z.shlWrap(17));
}

/** CRC-32 over one byte more, bit by bit. */
export function crcStep(crc: UInt<32>, byte: UInt): UInt<32> {
  let rest = crc.xor(byte.extend(32));
  for (let bit = 0; bit < 8; bit++) {
    const shifted = rest.shr(1).extend(32);
    rest = rest.bit(0).mux(shifted.xor(0xedb88320), shifted);
  }
  return rest;
}

/** Half of a symmetric filter: the sum of their sizes, 124, leaves a sum of 16-bit words within 24 bits. */
const taps = [-3, 11, -27, 83] as const;

/** A symmetric filter of eight words. */
export function filter(line: Vec<SIntType<16>>): SInt<24> {
  const products = taps.map((tap, i) =>
    line
      .at(i)
      .add(line.at(7 - i))
      .mul(tap)
      .wrap(24),
  );
  return products.reduce((sum, product) => sum.addWrap(product));
}
