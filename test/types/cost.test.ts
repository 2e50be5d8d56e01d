import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checked } from './compile.js';

/** Types that know widths must not make the editor slow: the work is counted, and grows with the lines only. */
const cost = suite('cost of type checking');

/** A body of `lines` operators, on widths that differ from line to line. */
const source = (lines: number) => `
import { input, lanewise, module, mux, output, reg, u8, uint, vec, wire } from 'grace-hdl';
export const m = module('m', () => ({ a: input(u8), b: input(uint(12)), y: output(u8) }), io => {
${Array.from({ length: lines }, (_, i) => {
  const w = (i % 60) + 1;
  return `
  const x${i} = reg(uint(${w}));
  const y${i} = x${i}.mul(io.a).add(io.b).sub(x${i}.extend(64)).neg();
  x${i}.set(y${i}.asUInt().trunc(${w}));
  const v${i} = wire(vec(uint(${w}), 4), [x${i}, 0, 1, x${i}]);
  const l${i} = lanewise((p, q) => p.add(q).trunc(${w}), v${i}, v${i});
  x${i}.set(mux(io.a.lt(3), l${i}.at(0), x${i}));`;
}).join('')}
  io.y.set(io.a.addWrap(io.b.trunc(8)));
});
`;

cost('grows with the lines, and by little for each', () => {
  const [none, some, many] = [0, 60, 120].map(lines => {
    const { errors, instantiations } = checked(source(lines));
    assert.equal(errors, []);
    return instantiations;
  });
  // 60 rounds of 6 lines bring all widths; what comes after finds its types made.
  const [first, later] = [(some! - none!) / 360, (many! - some!) / 360];
  assert.ok(first < 150, `${first} instantiations for a line with new widths`);
  assert.ok(later < 20, `${later} for one with known widths`);
  assert.ok(none! < 3000, `${none} for a module with nothing in it`);
});

cost('widths beyond the table cost nothing and are numbers', () => {
  const wide = checked(`
import { uint, wire } from 'grace-hdl';
export function wide() {
  let sum = wire(uint(1000)).add(wire(uint(1000)));
  for (let i = 0; i < 10; i++) sum = sum.add(wire(uint(1024))).mul(wire(uint(2048)));
  wire(uint(4096)).set(sum);
}`);
  assert.equal(wide.errors, []);
  assert.ok(wide.instantiations < 5000, `${wide.instantiations}`);
});

/** Kernels of data in data, each with logic, a stream and a module. */
const kernels = (count: number) => `
import { type Arr, type i8, kernel, kernelModule, logicOf, type Stream, type UInt, type UIntType, type Vec, ${names} } from 'grace-hdl';
${Array.from({ length: count }, (_, i) => {
  const w = (i % 20) + 1;
  return `
export function use${i}(x: UInt<${w}>, v: Vec<UIntType<${w}>>, s: Stream<UIntType<${w}>>) {
  const record = kernel((v: Arr<u${w}, ${w}>, p: { a: i8; b: [u${w}, boolean] }): { r: u${w}[]; t: [u8, i8] } => ({ r: v, t: [8, p.a] }));
  logicOf(record, v, { a: 3, b: [x, true] }).r.at(0).set(x);
  const scalar = kernel((x: u${w}): u${w + 1} => x + 1);
  s.map(scalar, { period: 3 }).into(kernelModule(kernel((x: u${w + 1}): u8 => 0), { stages: 3 })().args);
}`;
}).join('')}
`;
const names = Array.from({ length: 21 }, (_, i) => `type u${i + 1}`).join(', ');

cost('grows with the kernels, and by little for each', () => {
  const [none, some, many] = [0, 20, 40].map(count => {
    const { errors, instantiations } = checked(kernels(count));
    assert.equal(errors, []);
    return instantiations;
  });
  const [first, later] = [(some! - none!) / 20, (many! - some!) / 20];
  assert.ok(first < 1600, `${first} instantiations for kernels with new widths`);
  assert.ok(later < 600, `${later} for some with known widths`);
});

cost.run();
