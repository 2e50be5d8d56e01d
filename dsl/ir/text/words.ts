import type { Format } from '../format.js';

const plain = /^[A-Za-z_$][\w$.]*$/;

/** A name as it stands, or quoted when it would not read back as one word. */
export const word = (text: string): string => (plain.test(text) ? text : JSON.stringify(text));

/** `sint<8>[9]`: how the bits are read, the width of a lane, and the lanes when there is more than one. */
export function typeText(width: number, lanes: number, format: Format): string {
  return formatText(width, format) + (lanes === 1 ? '' : `[${lanes}]`);
}

function formatText(width: number, format: Format): string {
  switch (format.kind) {
    case 'fixed':
      return `${format.signed ? 'sfix' : 'ufix'}<${width}, ${format.frac}>`;
    case 'enum':
      return `enum<${width}> ${word(format.name)}(${format.cases.map(word).join(', ')})`;
    default:
      return `${format.kind}<${width}>`;
  }
}
