import {
  type Bool,
  bool,
  bundle,
  i8,
  reg,
  type SIntType,
  type Stream,
  streamWire,
  type Vec,
  vec,
  when,
} from '../../dsl/index.js';

const sample = (lanes: number) => bundle({ warped: vec(i8, lanes), moved: vec(i8, 4), final: bool, ends: bool });

/** What a step gives: some channels of a word, or a motion's heatmap and colours; whether the word, or the map, ends with it. */
type Samples = Stream<ReturnType<typeof sample>>;

/**
 * Puts words together from what steps give, the first channels first: every byte moves down as new ones come above. `ends`
 * tells of the last word. Registered; `ready` gets through.
 */
export function inWords(samples: Samples, byMotion: Bool, channels: number) {
  const { sink, stream: words } = streamWire(vec(i8, channels));
  const word = reg(vec(i8, channels));
  const full = reg(bool, { init: false });
  const ends = reg(bool);
  const { warped, moved } = samples.payload;
  const behind = (bytes: Vec<SIntType<8>>): Vec<SIntType<8>> =>
    bytes.length === channels ? bytes : word.slice(bytes.length).concat(bytes);
  const free = full.not().or(sink.ready);
  samples.ready.set(free);
  when(free, () => full.set(samples.valid.and(samples.payload.final)));
  when(samples.fire, () => {
    word.set(byMotion.mux(behind(moved), behind(warped)));
    ends.set(samples.payload.ends);
  });
  sink.valid.set(full);
  sink.payload.set(word);
  return { words, ends };
}
