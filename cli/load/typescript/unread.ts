/** Thrown where a file is left to esbuild, which then reads it, and says what is wrong if anything is. */
export class Unread extends Error {}
const unread = new Unread('a file that only esbuild reads');

export function refuse(): never {
  throw unread;
}
