import { bool, input, module, output, streamIn, streamOut, u8, when } from 'grace-hdl';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codesOf } from '../rig.js';

const streams = suite('ready and valid');

/** How often the rule is broken in a module that takes one stream and gives another. */
const broken = (body: (io: IoOf) => void): number =>
  codesOf(() => circuit(body)).filter(code => code === 'HW030').length;

const ports = () => ({ xs: streamIn(u8), ys: streamOut(u8), go: input(bool), busy: output(bool) });
const circuit = (body: (io: IoOf) => void) => module('dut', ports, io => body(io as IoOf))();
type IoOf = Parameters<Parameters<typeof module<undefined, ReturnType<typeof ports>>>[2]>[0];

streams('valid from the input, ready from the output: both paths may be combinational', () => {
  assert.is(
    broken(({ xs, ys, go, busy }) => {
      xs.map(x => x.addWrap(1)).into(ys);
      busy.set(go);
    }),
    0,
  );
});

streams('other outputs may depend on ready', () => {
  assert.is(
    broken(({ xs, ys, go, busy }) => {
      xs.into(ys);
      busy.set(go.and(ys.ready.not()));
    }),
    0,
  );
});

streams('valid may not, not even through a condition', () => {
  assert.is(
    broken(({ xs, ys, go, busy }) => {
      busy.set(go);
      ys.payload.set(xs.payload);
      ys.valid.set(false);
      when(ys.ready.and(go), () => ys.valid.set(xs.valid));
    }),
    1,
  );
});

streams('nor through a child', () => {
  const gate = module(
    'gate',
    () => ({ a: input(bool), b: input(bool), y: output(bool) }),
    io => {
      io.y.set(io.a.and(io.b));
    },
  );
  assert.is(
    broken(({ xs, ys, go, busy }) => {
      busy.set(go);
      ys.payload.set(xs.payload);
      const both = gate();
      both.a.set(xs.valid);
      both.b.set(ys.ready);
      ys.valid.set(both.y);
    }),
    1,
  );
});

streams.run();
