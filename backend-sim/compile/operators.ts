import type { Node } from '../../dsl/ir/index.js';
import type { Graph } from './graph.js';
import type { Low } from './low.js';
import {
  addWords,
  catWords,
  constantWord,
  eqWords,
  joinWord,
  lessWords,
  limbwise,
  mulWords,
  muxWords,
  reduceWord,
  sextWord,
  shiftWord,
  sliceWord,
  subWords,
  type Word,
  widthOf,
  zextWord,
} from './word.js';

/** The arguments of a node, lane by lane. */
export interface Operands {
  readonly count: number;
  /** Lane of argument `arg`. */
  lane(arg: number, lane: number): Word;
  /** Lanes of argument `arg`. */
  lanes(arg: number): number;
}

/** One lane of a node that computes from its arguments. */
export function laneOf(g: Graph, node: Node, lane: number, { count, lane: get, lanes }: Operands): Word {
  const own = (arg: number): Word => get(arg, lanes(arg) === 1 ? 0 : lane);
  const a = (): Word => own(0);
  const b = (): Word => own(1);
  const bit = (low: Low): Word => [low];
  switch (node.op) {
    case 'const':
      return constantWord(g, node.value![lane]!, node.width);
    case 'and':
    case 'or':
    case 'xor':
      return limbwise(a(), b(), g[node.op]);
    case 'not':
      return a().map(limb => g.not(limb));
    case 'add':
      return addWords(g, a(), b());
    case 'sub':
      return subWords(g, a(), b());
    case 'mulu':
    case 'muls':
      return mulWords(g, a(), b(), node.op === 'muls');
    case 'eq':
      return bit(eqWords(g, a(), b()));
    case 'ne':
      return bit(g.not(eqWords(g, a(), b())));
    case 'ltu':
    case 'lts':
    case 'leu':
    case 'les':
      return bit(lessWords(g, a(), b(), node.op.endsWith('s'), node.op.startsWith('le')));
    case 'shl':
    case 'shru':
    case 'shrs':
      return shiftWord(g, node.op, a(), b());
    case 'redand':
    case 'redor':
    case 'redxor':
      return bit(reduceWord(g, node.op, a()));
    case 'slice':
      return sliceWord(g, a(), node.from!, node.width);
    case 'cat':
      return catWords(
        g,
        Array.from({ length: count }, (_, i) => own(i)),
      );
    case 'zext':
      return zextWord(g, a(), node.width);
    case 'sext':
      return sextWord(g, a(), node.width);
    case 'mux':
      return muxWords(g, own(0)[0]!, own(1), own(2));
    case 'splat':
      return get(0, 0);
    case 'pick':
      return get(0, node.from! + lane);
    case 'pack': {
      const [arg, at] = packed(node, lane, lanes);
      return get(arg, at);
    }
    case 'index':
      return chosen(
        g,
        get(1, 0),
        Array.from({ length: lanes(0) }, (_, i) => get(0, i)),
      );
    case 'reshape': {
      const from = widthOf(get(0, 0));
      const first = lane * node.width;
      const pieces: Low[] = [];
      for (let at = first; at < first + node.width; ) {
        const take = Math.min(from - (at % from), first + node.width - at);
        pieces.push(...sliceWord(g, get(0, Math.floor(at / from)), at % from, take));
        at += take;
      }
      return joinWord(g, pieces);
    }
    default:
      throw new Error(`${node.op} is not computed from its arguments`);
  }
}

/** Which argument of a `pack`, and which of its lanes, a lane comes from. */
export function packed(node: Node, lane: number, lanes: (arg: number) => number): [arg: number, lane: number] {
  let at = lane;
  for (let arg = 0; arg < node.args.length; arg++) {
    if (at < lanes(arg)) return [arg, at];
    at -= lanes(arg);
  }
  throw new RangeError(`lane ${lane} of a pack with fewer`);
}

/** The word with that number, 0 when there is none: a balanced tree of choices, by the bits of the number. */
export function chosen(g: Graph, index: Word, words: readonly Word[]): Word {
  const none = words[0]!.map(limb => g.constant(0n, limb.width));
  const depth = Math.ceil(Math.log2(words.length));
  const width = widthOf(index);
  const pick = (from: number, level: number): Word => {
    if (from >= words.length) return none;
    if (level === 0) return words[from]!;
    const low = pick(from, level - 1);
    if (level > width) return low;
    return muxWords(g, sliceWord(g, index, level - 1, 1)[0]!, pick(from + 2 ** (level - 1), level - 1), low);
  };
  const found = pick(0, depth);
  if (width <= depth) return found;
  return muxWords(g, reduceWord(g, 'redor', sliceWord(g, index, depth, width - depth)), none, found);
}
