import {
  type Bool,
  i8,
  lanewise,
  lit,
  logicOf,
  mux,
  type SInt,
  type SIntType,
  type Stream,
  select,
  type UInt,
  type Vec,
  vec,
} from '../../dsl/index.js';
import { interpolate24 } from '../quantized/interpolate.js';
import { corners } from './corners.js';
import type { PictureMemory } from './picture-memory.js';

/** A map that is looked into. */
interface MapSize {
  readonly rows: UInt<10>;
  readonly columns: UInt<10>;
}

/** Where to look: from a pixel of the raster, shifts in 256ths of a pixel; of words in several parts, in which part. */
interface Place {
  readonly column: UInt<10>;
  readonly row: UInt<10>;
  readonly x: SInt<18>;
  readonly y: SInt<18>;
  readonly part?: UInt;
  readonly side: UInt;
}

type Word = Vec<SIntType<8>>;
type Corner = 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight';

interface Found extends Readonly<Record<Corner, Bool>> {
  readonly oddRow: Bool;
  readonly oddColumn: Bool;
  readonly right: UInt<8>;
  readonly down: UInt<8>;
  readonly side: UInt;
}

/**
 * What lies at places, zeros outside: one place per cycle, whichever they are. Registers on the way: those of the addresses,
 * the memories, one behind what puts their words in order, and those of the interpolation.
 *
 * @param places elements `{ column, row, x, y, side }`, and `part` where a word has several; `side` goes along
 * @returns elements `{ exact, side }`: each lane in 65536ths, as `interpolate24` gives it
 */
export function bilinear(places: Stream, { rows, columns }: MapSize, memory: PictureMemory, period: number): Stream {
  const addressed = places.map(
    ({ column, row, x, y, part, side }: Place) => {
      const { addresses, ...found } = logicOf(corners, column, row, x, y, rows, columns, pitchOf(columns));
      const at = [...(addresses as Vec)].map(pixel => memory.fit(part ? (pixel as UInt).cat(part) : (pixel as UInt)));
      return { at, found: { ...found, side } };
    },
    { period },
  ) as Stream;
  // The memories move with the register that stands beside them.
  const words = memory.read([...(addressed.payload.at as Vec)] as UInt[], addressed.fire);
  const found = addressed.map(({ found }) => found, { stages: 1 }) as Stream;
  return found
    .map((at: Found) => inOrder(words, at), { stages: 1 })
    .map(
      ({ topLeft, topRight, bottomLeft, bottomRight, right, down, side }) => ({
        exact: lanewise(
          (a, b, c, d) => logicOf(interpolate24, a, b, c, d, right, down),
          topLeft,
          topRight,
          bottomLeft,
          bottomRight,
        ),
        side,
      }),
      { period },
    ) as Stream;
}

/** Words of a row in one of the memories. */
export const pitchOf = (columns: UInt<10>): UInt<9> => columns.addWrap(1).shr(1) as UInt<9>;

/** The words of the four corners: each from the memory of its parity, zeros where it lies outside. */
function inOrder(words: readonly Word[], { oddRow, oddColumn, right, down, side, ...inside }: Found) {
  const zeros = lit(vec(i8, words[0]!.length), new Array(words[0]!.length).fill(0));
  const from = (rowOdd: Bool, columnOdd: Bool, there: Bool): Word =>
    mux(there, select(rowOdd.asUInt().cat(columnOdd.asUInt()), words as never) as Word, zeros as never);
  return {
    topLeft: from(oddRow, oddColumn, inside.topLeft),
    topRight: from(oddRow, oddColumn.not(), inside.topRight),
    bottomLeft: from(oddRow.not(), oddColumn, inside.bottomLeft),
    bottomRight: from(oddRow.not(), oddColumn.not(), inside.bottomRight),
    right,
    down,
    side,
  };
}
