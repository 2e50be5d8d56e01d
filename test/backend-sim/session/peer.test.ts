import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { input, module, output, streamIn, streamOut, u8 } from '../../../dsl/index.js';

const peers = suite('peers of a simulation');

/** Asks outside for the square of what comes, which is there in the next cycle. */
const asker = module(
  'asker',
  () => ({ x: streamIn(u8), y: streamOut(u8), ask: output(u8), answer: input(u8) }),
  io => {
    io.ask.set(io.x.payload);
    io.x.map(x => x.addWrap(io.answer), { stages: 1 }).into(io.y);
  },
);

for (const engine of ['wasm', 'interpreter'] as const) {
  const start = () => {
    const sim = simulate(asker(), { engine, history: 20 });
    let asked = 0;
    let edges = 0;
    const detach = sim.attach({
      before() {
        asked = sim.peek('ask');
        edges += 1;
      },
      after: () => sim.poke('answer', (asked * 3) & 0xff),
    });
    return { sim, detach, edges: () => edges };
  };

  peers(`${engine}: act at every edge, whoever passes time`, async () => {
    const { sim, detach, edges } = start();
    sim.step(5);
    assert.is(edges(), 5);
    const { y } = sim.run({ x: [1, 2, 3] }, { expect: { y: 3 } });
    // Each is added to three times what was there a cycle before.
    assert.equal([...y], [1, 2 + 3, 3 + 6]);
    const upTo = edges();
    assert.is(upTo, sim.cycle);
    await sim.process(p => p.tick(4));
    assert.is(edges(), upTo + 4);
    detach();
    sim.step(3);
    assert.is(edges(), upTo + 4);
  });

  peers(`${engine}: what they did is lived again for waves`, () => {
    const { sim } = start();
    sim.run({ x: [1, 2, 3] }, { expect: { y: 3 } });
    assert.is(
      sim
        .waves({ only: ['y_payload', 'answer'] })
        .replaceAll(/[│ ]+/g, ' ')
        .trim(),
      'cycle 0 1 2 3\ny_payload 0 1 5 9\nanswer 0 3 6 9',
    );
  });
}

peers('act at the edges of their clock', () => {
  const sim = simulate(asker());
  assert.throws(() => sim.attach({ clock: 'other', before() {}, after() {} }), /no clock domain 'other'/);
});

peers.run();
