/** Designs whose Verilog is kept as golden files: each shows one thing that the printer must do well. */
import {
  asBits,
  axisIn,
  axisOut,
  bool,
  check,
  domain,
  enumOf,
  i8,
  inDomain,
  input,
  lanewise,
  match,
  mem,
  module,
  named,
  output,
  print,
  reg,
  type SInt,
  sint,
  u8,
  uint,
  vec,
  when,
} from 'grace-hdl';

const addr = uint(10);

/** Everything that reads or writes one memory; the rest of a memory design follows from its options. */
const memory = (
  name: string,
  options: {
    readonly readUnderWrite?: 'old' | 'new';
    readonly onePort?: boolean;
    readonly mask?: boolean;
    readonly depth?: number;
    readonly always?: boolean;
  },
) =>
  module(
    name,
    () => ({
      we: input(bool),
      re: input(bool),
      waddr: input(addr),
      raddr: input(addr),
      mask: input(uint(4)),
      wdata: input(uint(32)),
      rdata: output(uint(32)),
    }),
    io => {
      const { readUnderWrite = 'old', onePort = false, mask = false, depth = 1024, always = false } = options;
      const ram = named('ram', mem(uint(32), depth, { readUnderWrite, style: 'block' }));
      when(io.we, () => ram.write(io.waddr, io.wdata, mask ? { mask: io.mask } : {}));
      const address = onePort ? io.waddr : io.raddr;
      io.rdata.set(always ? ram.readSync(address) : ram.readSync(address, { enable: io.re }));
    },
  )();

export const simpleDualPort = memory('simple_dual_port', {});
export const writeFirst = memory('write_first', { readUnderWrite: 'new' });
export const singlePort = memory('single_port', { onePort: true });
export const singlePortWriteFirst = memory('single_port_write_first', {
  onePort: true,
  readUnderWrite: 'new',
  always: true,
});
export const byteEnable = memory('byte_enable', { mask: true });
export const byteEnableWriteFirst = memory('byte_enable_write_first', { mask: true, readUnderWrite: 'new' });
export const singlePortByteEnable = memory('single_port_byte_enable', {
  onePort: true,
  readUnderWrite: 'new',
  always: true,
  mask: true,
});
/** The depth is no power of two, so an address can lie beyond it. */
export const lineOf640 = memory('line_of_640', { depth: 640 });

/** Two ports that each read and write. Meeting at one address, the second wins. */
export const trueDualPort = module(
  'true_dual_port',
  () => {
    const port = () => ({
      we: input(bool),
      addr: input(addr),
      wdata: input(uint(16)),
      rdata: output(uint(16)),
    });
    return { a: port(), b: port() };
  },
  io => {
    const ram = named('ram', mem(uint(16), 1024, { style: 'block' }));
    for (const port of [io.a, io.b]) {
      when(port.we, () => ram.write(port.addr, port.wdata));
      port.rdata.set(ram.readSync(port.addr));
    }
  },
)();

const fast = domain({ name: 'fast' });
const slow = domain({ name: 'slow', reset: 'async', activeLow: true });

/** Written by one clock, read by another: what a dual-clock FIFO is built around. */
export const dualClock = module(
  'dual_clock',
  () => ({
    we: input(bool, { domain: fast }),
    waddr: input(uint(9), { domain: fast }),
    wdata: input(uint(36), { domain: fast }),
    raddr: input(uint(9), { domain: slow }),
    rdata: output(uint(36), { domain: slow }),
  }),
  io => {
    const ram = named('ram', mem(uint(36), 512, { style: 'block' }));
    when(io.we, () => ram.write(io.waddr, io.wdata, { domain: fast }));
    io.rdata.set(ram.readSync(io.raddr, { domain: slow }));
  },
)();

/** A table that must stay a block RAM, and one so short that it is written out. */
export const tables = module(
  'tables',
  () => ({
    long: { addr: input(uint(8)), value: output(sint(18)) },
    short: { addr: input(uint(2)), value: output(u8) },
  }),
  io => {
    const sine = named(
      'sine',
      mem(sint(18), 256, {
        init: Array.from({ length: 256 }, (_, i) => Math.round(131071 * Math.sin((Math.PI * i) / 512))),
        style: 'block',
      }),
    );
    const gains = named('gains', mem(u8, 4, { init: [1, 3, 7, 20] }));
    io.long.value.set(sine.readSync(io.long.addr));
    io.short.value.set(gains.read(io.short.addr));
  },
)();

/** Signed products lane by lane: operands stay 8 bits wide, as DSP inference needs them. */
export const products = module(
  'products',
  () => ({ x: input(vec(i8, 9)), w: input(vec(i8, 9)), sum: output(sint(24)) }),
  io => {
    const product = lanewise((x: SInt<8>, w: SInt<8>): SInt<16> => x.mul(w), io.x, io.w);
    const held = named('held', reg(vec(sint(16), 9)));
    held.set(named('product', product));
    io.sum.set([...held].reduce((sum: SInt, p) => sum.add(p)).extend(sint(24)));
  },
)();

/** Operators in each other: as many parentheses as a reader needs, and no more. */
export const operators = module(
  'operators',
  () => ({
    a: input(u8),
    b: input(u8),
    s: input(i8),
    n: input(uint(3)),
    sum: output(uint(9)),
    difference: output(sint(9)),
    product: output(uint(16)),
    scaled: output(sint(12)),
    shifted: output(i8),
    masked: output(u8),
    both: output(bool),
    wide: output(uint(24)),
  }),
  io => {
    io.sum.set(io.a.add(io.b));
    io.difference.set(io.a.sub(io.b));
    io.product.set(io.a.mul(io.b));
    io.scaled.set(io.s.mul(-5).trunc(sint(12)));
    io.shifted.set(io.s.shr(io.n));
    io.masked.set(io.a.and(io.b).or(io.a.addWrap(io.b).shl(io.n).trunc(u8)).xor(io.b.not()));
    io.both.set(io.a.eq(io.b).or(io.s.lt(-3).and(io.a.gt(io.b).not())));
    io.wide.set(io.a.cat(io.b, asBits(io.s)));
  },
)();

const Mode = named('mode', enumOf('idle', 'load', 'run'));

/** A machine with an asynchronous reset that is active low, an enum, checks and a print. */
export const machine = module(
  'machine',
  () => ({ start: input(bool, { domain: slow }), busy: output(bool, { domain: slow }) }),
  io =>
    inDomain(slow, () => {
      const mode = named('mode', reg(Mode, { init: 'idle' }));
      const left = named('left', reg(uint(4)));
      io.busy.set(false);
      match(mode, {
        idle: () => {
          when(io.start, () => mode.set('load'));
        },
        load: () => {
          left.set(9);
          mode.set('run');
        },
        run: () => {
          io.busy.set(true);
          left.set(left.subWrap(1));
          when(left.eq(0), () => {
            print('done with {}', left);
            mode.set('idle');
          });
        },
      });
      check.assert(left.le(9), 'counts down from 9');
      check.cover(mode.eq('run'), 'runs');
    }),
)();

/** AXI4-Stream in and out, with the attributes by which a block design finds them. */
export const axi = module(
  'axi_invert',
  () => ({ s_axis: axisIn(u8), m_axis: axisOut(u8) }),
  io => {
    io.s_axis.map(x => x.not(), { stages: 1 }).into(io.m_axis);
  },
)();

/** A lane by an index that may lie beyond the vector is a choice, and so are operands of results that are wider. */
export const chosenLanes = module(
  'chosen_lanes',
  () => ({
    x: input(vec(u8, 3)),
    i: input(uint(2)),
    k: input(uint(2)),
    y: input(u8),
    product: output(uint(16)),
    sum: output(uint(9)),
  }),
  io => {
    io.product.set(io.x.at(io.i).mul(io.y));
    io.sum.set(io.y.add(io.x.at(io.k)));
  },
)();
