import { test } from 'uvu';
import * as assert from 'uvu/assert';
import wabt from 'wabt';
import {
  access,
  assemble,
  Bytes,
  Code,
  laneAccess,
  load,
  newMemory,
  op,
  simd,
} from '../../../backend-sim/wasm/index.js';
import { golden } from '../../golden.js';

/** The module as text, as the WebAssembly Binary Toolkit reads it. */
async function disassemble(binary: Uint8Array): Promise<string> {
  const { readWasm } = await wabt();
  const module = readWasm(binary, { readDebugNames: false });
  return module.toText({ foldExprs: false, inlineExport: false });
}

/** `run` of a module with these functions; the first one is `run`. */
const bare = (...codes: Code[]) =>
  assemble({
    functions: codes.map((code, i) => ({ code, results: i === 0 ? ['i32'] : [], ...(i === 0 && { name: 'run' }) })),
  });

test('numbers take the shortest form', () => {
  const bytes = (fill: (to: Bytes) => Bytes): number[] => [...fill(new Bytes()).view()];
  assert.equal(
    bytes(to => to.u32(624485)),
    [0xe5, 0x8e, 0x26],
  );
  assert.equal(
    bytes(to => to.u32(0xffffffff)),
    [0xff, 0xff, 0xff, 0xff, 0x0f],
  );
  assert.equal(
    bytes(to => to.s32(-123456)),
    [0xc0, 0xbb, 0x78],
  );
  assert.equal(
    bytes(to => to.s32(63)),
    [0x3f],
  );
  assert.equal(
    bytes(to => to.s32(64)),
    [0xc0, 0x00],
  );
  assert.equal(
    bytes(to => to.s64(-1n)),
    [0x7f],
  );
  assert.equal(
    bytes(to => to.s64(2n ** 63n)),
    [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f],
  );
});

test('every instruction has the code of its name', async () => {
  const code = new Code(['i32']);
  const names = [...Object.keys(op), ...Object.keys(access), ...Object.keys(simd), ...Object.keys(laneAccess)];
  // After `unreachable` the stack may hold anything, so that each instruction validates on its own.
  for (const name of names) {
    code.block().op('unreachable');
    if (name in op) code.op(name as 'select');
    else if (name in access) code.access(name as 'i32.load', 8);
    else if (name in simd) code.simd(name as 'v128.not');
    else code.lane(name as 'i8x16.replace_lane', 1);
    code.op('unreachable').end();
  }
  const text = await disassemble(bare(code.i32(0)));
  for (const name of names) assert.ok(new RegExp(`^\\s+${name.replace('.', '\\.')}( |$)`, 'm').test(text), name);
});

test('the text of a small module', async () => {
  const helper = new Code();
  helper.i32(16).i32(32).i32(4).copy();
  const code = new Code(['i32']);
  const at = code.local('i32');
  const wide = code.local('i64');
  const row = code.local('v128');
  code.block().loop();
  code.get(at).i32(1).op('i32.add').tee(at).get(0).op('i32.ge_u').brIf(1).br(0).end().end();
  code
    .get(at)
    .if('i64')
    .i64(-5n)
    .else()
    .i64(2n ** 40n)
    .end()
    .set(wide);
  code.i32(0).get(wide).access('i64.store32', 64, false);
  code.block().block().get(at).brTable([0, 1], 0).end().end();
  code
    .v128(Array.from({ length: 16 }, (_, i) => i))
    .i32(0)
    .loadVector(16)
    .shuffle(Array.from({ length: 16 }, (_, i) => 31 - i));
  code
    .set(row)
    .i32(0)
    .get(row)
    .storeVector(32)
    .i32(0)
    .i32(4)
    .loadSplat(8)
    .storeVector(48)
    .call(1)
    .i32(0)
    .callIndirect(1);
  const functions = [
    { code: code.get(at), results: ['i32'] as const, name: 'run' },
    { code: helper, results: [] },
  ];
  golden('wasm/module.wat', await disassemble(assemble({ functions, table: [1] })));
});

test('a module runs on the memory it is given', () => {
  const memory = newMemory(1);
  const code = new Code(['i32']);
  code.i32(0).get(0).access('i32.store16', 40).get(0).i32(3).op('i32.mul');
  const run = load(bare(code), memory);
  assert.is(run(14), 42);
  assert.is(new DataView(memory.buffer).getUint16(40, true), 14);
});

test.run();
