import { suite } from 'uvu';
import {
  asBits,
  type Bool,
  bool,
  type Circuit,
  check,
  indexType,
  input,
  lit,
  module,
  mux,
  named,
  reg,
  type Stream,
  streamIn,
  streamOut,
  streamWire,
  type Tagged,
  type UInt,
  type UIntType,
  uint,
  vec,
  when,
} from '../../../../dsl/index.js';
import { follow, partsOf } from './board.js';
import { proves } from './rig.js';
import { ring } from './ring.js';

const test = suite('proofs: reorder');

const DEPTH = 3;
const tag = indexType(DEPTH);
const value = uint(1);
type Questions = Stream<Tagged<UIntType<1>>>;

/**
 * Any path: questions are noted, and a free input says in each cycle whether one of those is answered, and which. So answers
 * come in any order and after any time. The answer to a question is the question.
 */
function anyPath(questions: Questions, answer: Bool, which: UInt) {
  const waits = named('board_waits', reg(vec(bool, DEPTH), { init: Array<boolean>(DEPTH).fill(false) }));
  const asked = named('board_asked', reg(vec(value, DEPTH)));
  const { sink, stream } = streamWire(questions.type as never as Tagged<UIntType<1>>);
  const known = waits.at(which);
  questions.ready.set(true);
  sink.payload.set({ tag: which, payload: asked.at(which) } as never);
  sink.valid.set(answer.and(known));
  when(sink.fire, () => waits.at(which).set(false));
  when(questions.fire, () => {
    waits.at(questions.payload.tag).set(true);
    asked.at(questions.payload.tag).set(questions.payload.payload as never);
  });
  return { stream, waits, asked };
}

const build = (): Circuit =>
  module(
    'proof',
    () => ({
      s: streamIn(value, { last: true }),
      m: streamOut(value, { last: true }),
      pick: input(bool),
      answer: input(bool),
      which: input(tag),
    }),
    io => {
      const s = io.s.monitor(undefined, { rules: 'assume' });
      let tagged: Questions;
      let path: ReturnType<typeof anyPath>;
      const out = s.reorder(DEPTH, questions => {
        tagged = questions;
        path = anyPath(questions, io.answer, io.which);
        return path.stream;
      });
      const { issued, out: under } = partsOf(tagged!) as Record<string, UInt>;
      const { words, done, head, marks } = partsOf(out);
      const { waits, asked } = path!;
      const { inside, tracking, ahead, data } = follow(s, out as never, DEPTH, io.pick);

      check.assert(inside.eq(under!), 'the counter is right');
      check.assert(head.le(DEPTH - 1).and(issued!.le(DEPTH - 1)), 'both ends are in the ring');
      check.assert(issued!.eq(ring(head, inside, DEPTH)), 'the next tag is as far ahead as there are elements');
      for (let i = 0; i < DEPTH; i++) {
        const from = (head as UInt).extend(3);
        const distance = mux(from.le(i), lit(uint(3), i).subWrap(from), lit(uint(3), i + DEPTH).subWrap(from));
        const out = distance.lt(inside);
        check.assert(waits.at(i).and(done.at(i)).not(), 'no question is both open and answered');
        check.assert(waits.at(i).or(done.at(i)).eq(out), 'each tag that is out is one of them');
      }
      when(tracking, () => {
        const place = ring(head, ahead, DEPTH);
        const payload = mux(done.at(place), words.read(place), asBits(asked.at(place)));
        check.assert(
          payload.cat(marks.at(place).asUInt()).eq(data),
          'the question or its answer is there, and its mark',
        );
      });
      check.assert(s.ready.eq(inside.lt(DEPTH)), 'it takes one whenever a tag is free');
      out.monitor().into(io.m);
    },
  )();

proves(test, 'reorder around a path that answers in any order, after any time', build);

test.run();
