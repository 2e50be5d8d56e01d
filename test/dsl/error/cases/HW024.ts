// A value of the write clock is taken at an edge of the read clock.
import { domain, input, module, output, reg, u8 } from 'grace-hdl';

const wr = domain({ name: 'wr' });
const rd = domain({ name: 'rd' });

const mailbox = module(
  'mailbox',
  () => ({ x: input(u8, { domain: wr }), y: output(u8, { domain: rd }) }),
  io => {
    const written = reg(u8, { domain: wr });
    written.set(io.x);
    const doubled = written.addWrap(written);
    const taken = reg(u8, { domain: rd });
    taken.set(doubled);
    io.y.set(taken);
  },
);

export default mailbox();
