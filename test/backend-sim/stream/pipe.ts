import type { Design } from '../../../dsl/ir/index.js';
import { parseDesign } from '../../../dsl/ir/text/index.js';

/** One register stage on a stream of `type`: gives each payload one cycle later, at full speed, `ready` straight through. */
export const pipe = (type = 'uint<8>'): Design =>
  parseDesign(`design pipe

module pipe {
  domain sys, clock clk rising, reset rst sync high
  port in s_payload = %0 : ${type}, path s payload, domain sys
  port in s_last = %1 : bool<1>, path s last, domain sys
  port in s_valid = %2 : bool<1>, path s valid, domain sys
  port out s_ready = %3 : bool<1>, path s ready, domain sys
  port out m_payload = %4 : ${type}, path m payload, domain sys
  port out m_last = %5 : bool<1>, path m last, domain sys
  port out m_valid = %6 : bool<1>, path m valid, domain sys
  port in m_ready = %7 : bool<1>, path m ready, domain sys
  %0 = input : ${type}, name s_payload port
  %1 = input : bool<1>, name s_last port
  %2 = input : bool<1>, name s_valid port
  %3 = output : bool<1>, name s_ready port
  %4 = output : ${type}, name m_payload port
  %5 = output : bool<1>, name m_last port
  %6 = output : bool<1>, name m_valid port
  %7 = input : bool<1>, name m_ready port
  %8 = reg : bool<1>, name full name
  %9 = reg : ${type}, name data name
  %10 = reg : bool<1>, name last name
  %11 = not %8 : bool<1>
  %12 = or %11, %7 : bool<1>, name go name
  register %8, domain sys, init 0, reset
  register %9, domain sys
  register %10, domain sys
  stream in stream s, domain sys, valid %2, ready %3, last %1, payload %0
  stream out stream m, domain sys, valid %6, ready %7, last %5, payload %4
  set %3 = %12
  if %12 {
    set %8 = %2
    set %9 = %0
    set %10 = %1
  }
  set %4 = %9
  set %5 = %10
  set %6 = %8
}
`);
