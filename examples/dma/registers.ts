import { bool, enumOf, u32, uint } from 'grace-hdl';
import { interruptRegisters, pulse, register, registerMap, ro, rw } from 'grace-hdl/engines';

/** The responses of AXI, in their order. */
export const response = enumOf('okay', 'exclusive', 'slave_error', 'decode_error');

/** What software sees of the copy engine. */
export const dmaMap = registerMap(
  'dma',
  {
    control: register({ start: pulse(bool, { doc: 'Begins to copy, unless it does already.' }) }),
    status: register({
      busy: ro(bool, { doc: 'Copies.' }),
      read: ro(response, { at: 4, doc: 'How the reads ended.' }),
      write: ro(response, { at: 8, doc: 'How the writes ended.' }),
    }),
    source: register({ address: rw(u32, { doc: 'The first byte to read.' }) }),
    destination: register({ address: rw(u32, { doc: 'Where it goes.' }) }),
    length: register({ bytes: rw(uint(24), { doc: 'How many bytes.' }) }),
    error: register({ address: ro(u32, { doc: 'Where it went wrong first, of the reads before of the writes.' }) }),
    ...interruptRegisters({ done: 'A copy has ended.' }),
  },
  { doc: 'Copies bytes from one place of a memory to another.' },
);
