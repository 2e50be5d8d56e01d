import { bool, enumOf, u16, u32, uint } from 'grace-hdl';
import { constant, interruptRegisters, pulse, rc, register, registerMap, ro, rw } from 'grace-hdl/engines';

/** What software sees of the timer. */
export const timerMap = registerMap(
  'timer',
  {
    id: register({ value: constant(u32, 0x71_3e_00_01, { doc: 'Tells that this is a timer, and its version.' }) }),
    control: register(
      {
        enable: rw(bool, { doc: 'Counts while 1.' }),
        mode: rw(enumOf('repeat', 'once'), { doc: 'What comes after the last count.' }),
        restart: pulse(bool, { at: 8, doc: 'Counts from 0 again.' }),
      },
      { doc: 'How it runs.' },
    ),
    prescale: register({ cycles: rw(u16, { doc: 'Clock cycles of one count, less 1.' }) }),
    top: register({ value: rw(u16, { reset: 0xffff, doc: 'The last count.' }) }),
    count: register({ value: ro(u16, { doc: 'The count now.' }) }),
    rounds: register({ number: rc(uint(8), { doc: 'Rounds since the last read, at most 255.' }) }),
    duty: register({ value: rw(u16, { doc: 'Counts in which the output is 1.' }) }, { at: 0x20, count: 2 }),
    ...interruptRegisters({ done: 'A round has ended.', match: 'Output 0 has fallen.' }),
  },
  { doc: 'A timer with two outputs of variable width.' },
);
