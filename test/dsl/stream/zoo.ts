import {
  arbiter,
  axisIn,
  axisOut,
  bool,
  bundle,
  type Circuit,
  delay,
  fixed,
  module,
  range,
  scalesOf,
  sint,
  streamIn,
  streamOut,
  u8,
  vec,
} from '../../../dsl/index.js';
import { conv2d } from '../../../stdlib-engines/index.js';

const combinators = module(
  'combinators',
  () => ({ x: streamIn(u8, { last: true }), y: streamOut(u8, { last: true }) }),
  io => {
    const [a, b] = io.x.map(x => x.addWrap(1), { stages: 3 }).fork(2);
    const centre = a.window({ rows: 4, cols: 5, width: 6, height: 4, pad: 'zero' }).map(w => w.at(1).at(2));
    const sum = centre.zip(b, (x, y) => x.addWrap(y));
    sum.skid().regReady().regValid().fifo(5).fifo(70).fifo(2, { style: 'block' }).into(io.y);
  },
);

const insideOnly = module(
  'inside_only',
  () => ({ x: streamIn(vec(u8, 3)), y: streamOut(u8) }),
  io => {
    const windows = io.x.window({ rows: 3, cols: 3, width: 5, height: 4, pad: 'none' });
    const some = windows.map(w => w.at(1).at(2).at(0)).filter(x => x.bit(0));
    some.into(io.y);
  },
);

const pictures = module(
  'pictures',
  () => ({ x: streamIn(vec(u8, 2), { last: true }), y: streamOut(u8, { last: true }) }),
  io => {
    const pairs = io.x.window({ rows: 3, cols: 5, width: 6, height: 4, pad: 'reflect', pixels: 2, stride: 2 });
    const smaller = pairs.map(one => one.at(0).at(0).at(1).xor(one.at(0).at(2).at(4)));
    const spread = smaller
      .upsample({ rows: 2, cols: 2, width: 3 })
      .window({ rows: 2, cols: 2, width: 6, height: 4, pad: 'replicate', dilation: 2 });
    const tiles = spread
      .map(w => w.at(0).at(0).addWrap(w.at(1).at(1)))
      .tile({ rows: 2, cols: 3, halo: 1, beyond: 'reflect', width: 6, height: 4 });
    tiles.withoutLast().transpose(4, 5).lastEvery(20).into(io.y);
  },
);

const control = module(
  'control',
  () => ({ x: streamIn(u8, { last: true }), y: streamOut(u8, { last: true }) }),
  io => {
    const narrow = io.x.widen(3, { partial: 'count' }).gearbox(2, { partial: 'count' }).narrow();
    const [even, odd] = narrow.route(2, x => x.bit(0));
    const merged = arbiter([even!.batch(4), odd!.repeat(2)]).take(5);
    const back = merged.credit(4, ({ payload, valid, last }) => ({
      payload: delay(payload, 2),
      valid: delay(valid, 2, { init: false }),
      last: delay(last!, 2),
    }));
    back
      .reorder(5, tagged => tagged.map(x => x, { stages: 2 }))
      .pipe(2, 'regReady')
      .fifo(3, { style: 'registers' })
      .monitor()
      .into(io.y);
  },
);

const pixels = vec(bundle({ x: sint(5), y: u8 }), 2);
const layouts = module(
  'layouts',
  () => {
    const type = bundle({ on: bool, gain: fixed({ int: 2, frac: 3 }), pixels });
    return { x: axisIn(type), y: axisOut(type) };
  },
  io => io.x.fifo(4).into(io.y),
);

const layer = (rows: number, cols: number) => ({
  ...{ inputs: 2, outputs: 3, width: 6, height: 4, activation: 'relu' as const },
  weights: range(3).map(o =>
    range(rows).map(r => range(cols).map(c => range(2).map(i => ((o * 31 + r * 17 + c * 7 + i * 3) % 255) - 127))),
  ),
  bias: [100, -7, 3000],
  scale: scalesOf([0.004, 0.003, 0.0035]),
});

/** Designs that use every combinator, for whatever has to work for all of them. */
export const zoo: Readonly<Record<string, Circuit>> = {
  combinators: combinators(),
  'control of packets': control(),
  'windows inside only': insideOnly(),
  'pictures and blocks': pictures(),
  'AXI4-Stream layouts': layouts(),
  'conv2d 3x3': conv2d(layer(3, 3)),
  'conv2d 5x1': conv2d({ ...layer(5, 1), last: true }),
};
