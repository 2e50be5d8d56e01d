import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Design } from '../../../dsl/ir/index.js';
import { parseDesign, printDesign } from '../../../dsl/ir/text/index.js';
import { golden } from '../../golden.js';
import { randomDesign } from './random-design.js';
import { tapes } from './tape.js';

test('what is printed reads back to an equal design', () => {
  fc.assert(
    fc.property(tapes(1500), numbers => {
      const design = randomDesign(numbers);
      assert.equal(parseDesign(printDesign(design, { locs: true })), design);
    }),
    { numRuns: 150 },
  );
});

test('the text is stable', () => {
  fc.assert(
    fc.property(tapes(600), numbers => {
      const text = printDesign(randomDesign(numbers));
      assert.is(printDesign(parseDesign(text)), text);
    }),
    { numRuns: 50 },
  );
});

/** One of everything that the random designs do not have: streams, a black box, odd names. */
const gallery = `design top

module pll {
  domain sys, clock clk falling
  extern MMCME2_BASE { DIVIDE: 4, BANDWIDTH: "OPTIMIZED" }
  synchroniser
  port in a = %0 : bool<1>
  %0 = input : bool<1>, name a port
}

module top {
  domain sys, clock aclk rising, reset aresetn sync low
  port in s_axis_tdata = %0 : sint<8>[9], path s_axis payload, domain sys
  port in s_axis_tvalid = %1 : bool<1>, path s_axis valid, domain sys
  port out s_axis_tready = %2 : bool<1>, path s_axis ready, domain sys, interrupt
  memory rom : ufix<16, 8>, depth 4, style block, init 1 2 65535
  reads %4, under old, domain sys
  writes sys, parts 2
  instance u_pll : pll, inputs { a: %1 }, outputs {}, domains { sys: sys }
  %0 = input : sint<8>[9], name s_axis_tdata port
  %1 = input : bool<1>, name s_axis_tvalid port
  %2 = output : bool<1>, name s_axis_tready port
  %3 = const 0 3 : enum<2> state(idle, "not idle")[2]
  %4 = read %5, %1 of 0 : ufix<16, 8>
  %5 = wire : uint<2>, name "odd name" hint
  %6 = slice %0 from 3 : uint<2>[9]
  %7 = pick %6 from 8 : uint<2>
  stream in axi4s s_axis, domain sys, valid %1, ready %2, payload %0, payload left right %7, latency 3, interval 1
  set %2 = %1
  case %7 {
    when 0 3 {
      set %5 = %7
    }
    default {
      if %1 {
        write 0 port 0 [%7] = %4 mask %7
      } else {
        print "got {} and {}" %7 %4, domain sys
      }
    }
  }
  cover %1 "a transfer", domain sys
}
`;

test('one of everything prints as it was written', () => {
  assert.is(printDesign(parseDesign(gallery)), gallery);
  golden('ir/gallery.txt', printDesign(parseDesign(gallery)));
});

test('comments and empty lines are passed over', () => {
  assert.equal(parseDesign(gallery.replaceAll('\n  set', '\n\n  // why\n  set')), parseDesign(gallery));
});

const wrong = (text: string, message: RegExp) => assert.throws(() => parseDesign(text), message);

test('a text that is no design says which line is wrong', () => {
  wrong('', /line 1: expected a design, found the end of the text/);
  wrong('design a\nmodule a {\n  %0 = plus %1 : bool<1>\n}', /line 3: expected an operator/);
  wrong('design a\nmodule a {\n  %0 = input : bool 1\n}', /line 3: expected '<', found '1'/);
  wrong('design a\nmodule a {\n  grow %1\n}', /line 3: expected a statement/);
  wrong('design a\nmodule a {', /expected '}', found the end of the text/);
});

test('a place may be left out', () => {
  const module = {
    name: 'a',
    domains: [],
    ports: [],
    nodes: [],
    body: [],
    registers: [],
    memories: [],
    instances: [],
    streams: [],
  };
  const design: Design = {
    top: 'a',
    modules: [{ ...module, loc: { frames: [{ file: '/a b.ts', line: 3, column: 1, fn: 'new X' }] } }],
  };
  assert.equal(parseDesign(printDesign(design)), { top: 'a', modules: [module] });
  assert.equal(parseDesign(printDesign(design, { locs: true })), design);
});

test.run();
