const PAGE = 4096;

/** Bytes by address, 0 where nobody has written. Takes memory only for the pages of 4 KB that were written. */
export interface ByteStore {
  read(address: number | bigint, length: number): Uint8Array;
  write(address: number | bigint, bytes: ArrayLike<number>): void;
  /** The page that holds an address, to be read; undefined where nobody has written. */
  page(page: number): Uint8Array | undefined;
  /** The page that holds an address, to be written. */
  pageToWrite(page: number): Uint8Array;
}

/** An address of up to 64 bits: the number of its page, which a double holds exactly, and the byte in it. */
export interface Place {
  readonly page: number;
  readonly offset: number;
}

export const placeOf = (address: number | bigint): Place =>
  typeof address === 'bigint'
    ? { page: Number(address >> 12n), offset: Number(address & 0xfffn) }
    : { page: Math.floor(address / PAGE), offset: address % PAGE };

export function byteStore(): ByteStore {
  const pages = new Map<number, Uint8Array>();
  /** Cuts a range at the borders of pages. */
  const each = (
    address: number | bigint,
    length: number,
    act: (page: number, offset: number, at: number, n: number) => void,
  ) => {
    let { page, offset } = placeOf(address);
    for (let at = 0; at < length; page++, offset = 0) {
      const n = Math.min(length - at, PAGE - offset);
      act(page, offset, at, n);
      at += n;
    }
  };
  const store: ByteStore = {
    read(address, length) {
      const bytes = new Uint8Array(length);
      each(address, length, (page, offset, at, n) => {
        const from = pages.get(page);
        if (from) bytes.set(from.subarray(offset, offset + n), at);
      });
      return bytes;
    },
    write(address, bytes) {
      const from = Uint8Array.from(bytes);
      each(address, from.length, (page, offset, at, n) => {
        store.pageToWrite(page).set(from.subarray(at, at + n), offset);
      });
    },
    page: page => pages.get(page),
    pageToWrite(page) {
      const known = pages.get(page);
      if (known) return known;
      const made = new Uint8Array(PAGE);
      pages.set(page, made);
      return made;
    },
  };
  return store;
}
