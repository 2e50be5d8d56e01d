export const sum = a.add(b); __grace_named("sum", sum);
const { carry, nested: { deep = f() }, ...rest } = adder(a), [first, , third] = g(); __grace_named("carry", carry); __grace_named("deep", deep); __grace_named("rest", rest); __grace_named("first", first); __grace_named("third", third);
const pair = { left: reg(u8), right: c ? reg(u8) : reg(u16) }; __grace_named("pair", pair);
class Counter {
  count = __grace_named("count", reg(u8));
  #hidden = __grace_named("hidden", reg(u8));
  static shared = __grace_named("shared", reg(u8));
  step = () => this.count;
  constructor() {
    this.next = __grace_named("next", this.count.add(1));
  }
}
connect({ left: __grace_named("left", a.not(), 'hint'), right: b, width: 8 });
const total = await pipe({ stage: __grace_named("stage", reg(u8), 'hint') }); __grace_named("total", total);
for (const lane of range(4)) {
  const product = lane.mul(2); __grace_named("product", product);
}
for (const i = start(); ; ) break;
let running = a.add(b);
const size = 8, text = "x", name = `n`, f = function () {}, g2 = x => x, C = class {}, isZero = size === 0;
import { named as __grace_named } from 'grace-hdl/naming';
