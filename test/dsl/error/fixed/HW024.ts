import { bool, domain, inDomain, input, module, output, reg } from 'grace-hdl';

const wr = domain({ name: 'wr' });
const rd = domain({ name: 'rd' });

/** Two registers, which give a bit time to settle between clocks. */
const carry = module(
  'carry',
  () => ({ from: input(bool), to: output(bool) }),
  io => {
    const [first, second] = [reg(bool, { init: false }), reg(bool, { init: false })];
    first.set(io.from);
    second.set(first);
    io.to.set(second);
  },
  { synchroniser: true },
);

const flag = module(
  'flag',
  () => ({ x: input(bool, { domain: wr }), y: output(bool, { domain: rd }) }),
  io => {
    const written = reg(bool, { init: false, domain: wr });
    written.set(io.x);
    const over = inDomain(rd, () => carry());
    over.from.set(written);
    io.y.set(over.to);
  },
);

export default flag();
