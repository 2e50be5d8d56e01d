import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lint, loadYosys, verilog, verilogPath } from '../../backend-verilog/index.js';
import { bool, extern, input, lit, module, named, output, reg, u8, uint, vec } from '../../dsl/index.js';
import type { Design } from '../../dsl/ir/index.js';
import { randomDesign } from '../dsl/ir/random-design.js';
import { tapes } from '../dsl/ir/tape.js';
import { machine } from './designs.js';

const stage = module(
  'stage',
  () => ({ d: input(u8), q: output(u8) }),
  io => {
    const held = named('held', reg(u8, { init: 0 }));
    held.set(io.d);
    io.q.set(held);
  },
);

const pair = module(
  'pair',
  () => ({ d: input(u8), q: output(u8), unused: input(bool) }),
  io => {
    const first = named('u_first', stage());
    const second = named('u_second', stage());
    first.d.set(io.d);
    second.d.set(first.q);
    io.q.set(second.q);
  },
)();

const files = suite('files');
files('one file for each module, children first; or all in one', () => {
  assert.equal(
    verilog(pair).files.map(({ name }) => name),
    ['stage.v', 'pair.v'],
  );
  const one = verilog(pair, { split: 'one' }).files;
  assert.equal(
    one.map(({ name }) => name),
    ['pair.v'],
  );
  assert.match(one[0]!.text, /module stage \([\s\S]*module pair \(/);
});

files('the same bytes each time, whatever the order in which modules were built', () => {
  fc.assert(
    fc.property(tapes(900), fc.infiniteStream(fc.nat()), (numbers, order) => {
      const design = randomDesign(numbers);
      const keys = new Map(design.modules.map(module => [module, order.next().value]));
      const modules = [...design.modules].sort((a, b) => keys.get(a)! - keys.get(b)!);
      assert.equal(verilog({ ...design, modules } as Design), verilog(design));
      assert.equal(verilog(randomDesign(numbers)), verilog(design));
    }),
    { numRuns: 40 },
  );
});

files('a choice in a sum that grows has a net: its constants would be narrower than the sum', () => {
  const chosen = module(
    'chosen',
    () => ({ on: input(bool), x: input(u8), y: output(uint(9)) }),
    io => io.y.set(io.x.add(io.on.mux(lit(u8, 3), lit(u8, 200)))),
  );
  const text = verilog(chosen()).files[0]!.text;
  assert.match(text, /wire \[7:0\] (\w+) = on \? 8'd3 : 8'd200;/);
  assert.match(text, /assign y = x \+ \w+;/);
});

const map = suite('map');
map('ties lines of Verilog to lines of TypeScript', () => {
  const { files: printed, map: found } = verilog(machine);
  const text = printed[0]!.text.split('\n');
  for (const { line, source } of found.lines)
    assert.ok(source.line > 0 && text[line - 1]!.trim() !== '', `line ${line}`);
  const commented = found.lines.find(({ line }) => text[line - 1]!.includes('mode <= MODE_LOAD'));
  assert.match(commented!.source.file, /designs\.ts$/);
});

map('ties paths of signals to Verilog names', () => {
  const { map: found } = verilog(pair);
  assert.is(verilogPath(found, ['q']), 'q');
  const instance = Object.keys(found.modules.pair!.instances)[0]!;
  assert.is(verilogPath(found, [instance, 'held']), `${instance}.held`);
  assert.is(verilogPath(found, [instance, 'nothing']), undefined);
  assert.is(verilogPath(found, ['nobody', 'held']), undefined);
});

const names = suite('names');
names('a port keeps a name that Verilog reserves, as an escaped identifier', async () => {
  const odd = module(
    'odd',
    () => ({ signed: input(u8), reg: output(u8) }),
    io => io.reg.set(io.signed.not()),
  )();
  const { files: printed } = verilog(odd);
  assert.match(printed[0]!.text, /assign \\reg {2}= ~\\signed ;/);
  assert.equal(await lint(printed), []);
});

names('so does a module, wherever it is instantiated', async () => {
  const cell = module(
    'cell',
    () => ({ d: input(u8), q: output(u8) }),
    io => io.q.set(io.d.not()),
  );
  const table = module(
    'table',
    () => ({ d: input(u8), q: output(u8) }),
    io => {
      const inner = cell();
      inner.d.set(io.d);
      io.q.set(inner.q);
    },
  )();
  const { files: printed } = verilog(table);
  const text = printed.map(file => file.text).join('');
  assert.match(text, /module \\cell {2}\(/);
  assert.match(text, /^ {2}\\cell {2}(?:u_)?\w+ /m);
  assert.equal(await lint(printed), []);
});

names('a register that shares its name with a port steps aside', () => {
  const clash = module(
    'clash',
    () => ({ d: input(vec(u8, 2)), held: output(vec(u8, 2)) }),
    io => {
      const held = named('held', reg(vec(u8, 2)));
      held.set(io.d);
      io.held.set(held);
    },
  )();
  assert.match(verilog(clash).files[0]!.text, /reg \[15:0\] held_reg = 16'd0;/);
});

const boxes = suite('black boxes');
boxes('are instantiated with their parameters, and described apart', async () => {
  const invert = extern('VENDOR_INV', () => ({ I: input(u8), O: output(u8) }), {
    parameters: { MODE: 'FAST', DEPTH: 3 },
    model: io => io.O.set(io.I.not()),
  });
  const top = module(
    'holder',
    () => ({ d: input(u8), q: output(u8) }),
    io => {
      const inner = invert();
      inner.I.set(io.d);
      io.q.set(inner.O);
    },
  )();
  const printed = verilog(top);
  assert.equal(
    printed.files.map(({ name }) => name),
    ['holder.v'],
  );
  assert.match(printed.files[0]!.text, /VENDOR_INV #\(\.MODE\("FAST"\), \.DEPTH\(3\)\)/);
  assert.match(printed.boxes[0]!.text, /^\(\* blackbox \*\)\nmodule VENDOR_INV/);
  assert.equal(await lint([...printed.files, ...printed.boxes]), []);
  const modelled = verilog(top, { externModels: true }).files;
  assert.equal(
    modelled.map(({ name }) => name),
    ['VENDOR_INV.v', 'holder.v'],
  );
});

const checks = suite('checks');
checks('are read by Yosys in the formal form', async () => {
  const { files: printed } = verilog(machine, { formal: true });
  assert.match(printed[0]!.text, /assert\(left <= 4'd9\);/);
  const yosys = await loadYosys();
  const { log } = yosys.run(
    'read_verilog -sv -formal machine.v; proc; select -count t:$check t:$assert t:$cover',
    printed,
  );
  assert.match(log, /2 objects\./);
});

checks('lint says what is wrong', async () => {
  const text = 'module m (input a, output y);\n  wire w;\n  assign y = a & w;\nendmodule\n';
  const said = await lint([{ name: 'm.v', text }]);
  assert.match(said.join('\n'), /used but has no driver/);
});

files.run();
map.run();
names.run();
boxes.run();
checks.run();
