import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { verilog } from '../../../backend-verilog/index.js';
import {
  axisIn,
  axisOut,
  bool,
  type Circuit,
  designOf,
  named,
  output,
  reg,
  streamIn,
  streamOut,
  u8,
  uint,
  when,
  zip,
} from '../../../dsl/index.js';
import { flow } from './rig.js';

const test = suite('names of streams');

const names = (circuit: Circuit) => circuit[designOf].modules[0]!.streams.map(({ name }) => name);
const text = (circuit: Circuit) => verilog(circuit).files[0]!.text;

test('a chain is called after its root and its operators, as few as tell them apart', () => {
  const circuit = flow({ x: streamIn(u8), y: streamOut(u8) }, io =>
    io.x
      .map(x => x.addWrap(1), { stages: 1 })
      .skid()
      .map(x => x.addWrap(2), { stages: 1 })
      .skid()
      .regValid()
      .into(io.y),
  );
  assert.equal(names(circuit).slice(2), ['x_map', 'x_skid', 'x_skid_map', 'x_map_skid', 'x_reg']);
});

test('a name within the chain begins it anew, and so does a join', () => {
  const circuit = flow({ x: streamIn(u8), y: streamOut(uint(9)) }, io => {
    const [a, b] = named('branch', io.x.fork());
    const slow = named('slow', b.map(x => x.addWrap(1)).skid());
    zip({ a, slow: slow.skid() })
      .map(({ a, slow }) => a.add(slow))
      .skid()
      .into(io.y);
  });
  const inner = names(circuit).slice(2);
  assert.equal(inner, [
    'branch_0',
    'branch_1',
    'branch_1_map',
    'slow',
    'slow_skid',
    'branch_0_balance',
    'branch_0_zip',
    'branch_0_zip_map',
    'branch_0_zip_skid',
  ]);
});

test('fire is one net with the name of its stream, however often it is asked for', () => {
  const circuit = flow({ s_axis: axisIn(u8), m_axis: axisOut(u8), moved: output(uint(4)), taken: output(bool) }, io => {
    const count = named('count', reg(uint(4), { init: 0 }));
    when(io.s_axis.fire, () => count.set(count.addWrap(1)));
    const last = named('last', reg(u8));
    when(io.s_axis.fire, () => last.set(io.s_axis.payload));
    io.moved.set(count);
    io.taken.set(io.m_axis.fire);
    io.s_axis.skid().into(io.m_axis);
  });
  const verilog = text(circuit);
  assert.is(verilog.match(/wire\s+s_axis_fire\w*/g)?.length, 1);
  assert.not.match(verilog, /_and_/);
});

test('a declared name goes before that of the stream', () => {
  const circuit = flow({ x: streamIn(u8), y: streamOut(u8), go: output(bool), n: output(uint(4)) }, io => {
    const moves = named('moves', io.x.fire);
    const count = named('count', reg(uint(4), { init: 0, enable: moves }));
    count.set(count.addWrap(1));
    io.n.set(count);
    io.go.set(moves);
    io.x.into(io.y);
  });
  assert.match(text(circuit), /wire\s+moves = /);
  assert.not.match(text(circuit), /x_fire/);
});

test('all that a window is made of is called after it', () => {
  for (const height of [1, 4]) {
    const circuit = flow({ x: streamIn(u8), y: streamOut(u8) }, io =>
      named('around', io.x.window({ rows: 1, cols: 3, width: 32, height, pad: 'zero' }))
        .map(w => w.at(0).at(0))
        .into(io.y),
    );
    const registers = [...text(circuit).matchAll(/^ {2}reg (?:\[\d+:0\] )?(\w+)/gm)].map(([, name]) => name!);
    assert.ok(registers.length > 8);
    assert.equal(
      registers.filter(name => !name.startsWith('around_')),
      [],
    );
  }
});

test.run();
