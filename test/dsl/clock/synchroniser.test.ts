import { bool, domain, input, module, output, reg } from 'grace-hdl';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codesOf, rig } from '../rig.js';

const crossing = suite('clock/synchroniser');

const two = (synchroniser: boolean) =>
  module(
    'two_flops',
    () => ({ from: input(bool), to: output(bool) }),
    io => {
      const [first, second] = [reg(bool, { init: false }), reg(bool, { init: false })];
      first.set(io.from);
      second.set(first);
      io.to.set(second);
    },
    { synchroniser },
  );

const slow = domain({ name: 'slow' });

/** A bit of the slow clock, as the default clock sees it. */
const carried = (synchroniser: boolean) =>
  module(
    'carried',
    () => ({ flag: input(bool, { domain: slow }), seen: output(bool) }),
    io => {
      const sent = reg(bool, { init: false, domain: slow });
      sent.set(io.flag);
      const over = two(synchroniser)();
      over.from.set(sent);
      const seen = reg(bool, { init: false });
      seen.set(over.to);
      io.seen.set(seen);
    },
  );

crossing('takes values of any clock', () => {
  const { poke, peek, step } = rig(carried(true)());
  poke('flag', true);
  step(1, 'slow');
  step(2, 'clk');
  assert.is(peek('seen'), 0n);
  step(1, 'clk');
  assert.is(peek('seen'), 1n);
});

crossing('is what lets them through', () => {
  assert.equal(
    codesOf(() => carried(false)()),
    ['HW024'],
  );
});

crossing.run();
