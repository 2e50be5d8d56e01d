import { domain, module, streamIn, streamOut, u8, u16, zip } from 'grace-hdl';

const camera = domain({ name: 'camera' });
const system = domain({ name: 'system' });

const gain = module(
  'gain',
  () => ({
    pixels: streamIn(u8, { domain: camera }),
    gains: streamIn(u8, { domain: system }),
    scaled: streamOut(u16, { domain: system }),
  }),
  ({ pixels, gains, scaled }) => {
    zip({ gains, pixels: pixels.cross(system, 16) })
      .map(x => x.pixels.mul(x.gains))
      .into(scaled);
  },
);

export default gain();
