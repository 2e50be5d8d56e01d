import { module, output, reg, u8 } from 'grace-hdl';

const blink = module(
  'blink',
  () => ({ y: output(u8) }),
  io => {
    const count = reg(u8, { init: 255 });
    count.set(count.addWrap(1));
    io.y.set(count);
  },
);

export default blink();
