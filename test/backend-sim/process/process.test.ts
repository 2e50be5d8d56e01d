import * as fc from 'fast-check';
import { type Process, SimulationError, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counter } from '../cases/counter.js';
import { twoClocks } from '../cases/two-clocks.js';
import { pipe } from '../stream/pipe.js';

const processes = suite('processes');

const rejects = async (act: Promise<unknown>, message: RegExp): Promise<void> => {
  const error = await act.then(
    () => undefined,
    reason => reason,
  );
  assert.instance(error, Error);
  assert.match((error as Error).message, message);
};

processes('a poke takes effect after the edge, and a tick is one edge', async () => {
  const sim = simulate(counter({ width: 8 }));
  const seen = await sim.process(async p => {
    const counts = [];
    p.poke('enable', 1);
    for (let i = 0; i < 3; i++) {
      counts.push(p.peek('count'));
      await p.tick();
    }
    p.poke('enable', 0);
    await p.tick(5);
    return [...counts, p.peek('count')];
  });
  assert.equal(seen, [0, 1, 2, 3]);
  assert.is(sim.cycle, 8);
});

processes('until goes on in the first cycle in which the condition holds', async () => {
  const sim = simulate(counter({ width: 8 }));
  await sim.process(async p => {
    p.poke('enable', 1);
    await p.until(s => s.count === 7);
    assert.is(p.cycle(), 7);
    await p.until(s => s.count === 7);
    assert.is(p.cycle(), 7);
  });
});

processes('until has an end', async () => {
  const sim = simulate(counter({ width: 8 }));
  await rejects(
    sim.process(p => p.until(s => s.count === 1, { timeout: 20 })),
    /until\(.*count\s*===\s*1.*\) did not hold within 20 cycles/,
  );
  assert.is(sim.cycle, 20);
});

processes('strands go on in the order in which they began to wait, whatever they wait for', async () => {
  const order: string[] = [];
  const at = (name: string, ticks: readonly number[]) => async (p: Process) => {
    for (const count of ticks) {
      await p.tick(count);
      order.push(`${name}${p.cycle()}`);
    }
  };
  await simulate(counter({ width: 8 })).process(async p => {
    await p.all(at('a', [1, 1, 1]), at('b', [2, 1]), at('c', [1, 2]));
  });
  assert.equal(order, ['a1', 'c1', 'b2', 'a2', 'c3', 'b3', 'a3']);
});

processes('any split of a bench into strands counts the same cycles', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 }), { maxLength: 5 }),
      async waits => {
        const sim = simulate(counter({ width: 8 }));
        sim.poke('enable', 1);
        const ends = await sim.process(p =>
          p.all(
            ...waits.map(mine => async (strand: Process) => {
              for (const ticks of mine) await strand.tick(ticks);
              return [strand.cycle(), strand.peek('count')];
            }),
          ),
        );
        const sums = waits.map(mine => mine.reduce((sum, ticks) => sum + ticks, 0));
        assert.equal(
          ends,
          sums.map(sum => [sum, sum]),
        );
        assert.is(sim.cycle, Math.max(0, ...sums));
      },
    ),
    { numRuns: 50 },
  );
});

processes('join gives the result, or the error, of a strand that may have ended before', async () => {
  await simulate(counter({ width: 8 })).process(async p => {
    const quick = p.fork(async () => 3);
    const slow = p.fork(async strand => {
      await strand.tick(4);
      return p.cycle();
    });
    const bad = p.fork(async strand => {
      await strand.tick(2);
      throw new Error('oh');
    });
    await rejects(bad.join(), /oh/);
    assert.is(p.cycle(), 2);
    assert.equal([await slow.join(), await quick.join()], [4, 3]);
  });
});

processes('the error of a strand that nobody joins ends the bench', async () => {
  const sim = simulate(counter({ width: 8 }));
  await rejects(
    sim.process(async p => {
      p.fork(async strand => {
        await strand.tick(3);
        throw new Error('lost');
      });
      await p.tick(100);
    }),
    /lost/,
  );
  assert.is(sim.cycle, 3);
});

processes('strands that still wait when the bench ends are dropped', async () => {
  const sim = simulate(counter({ width: 8 }));
  let rounds = 0;
  await sim.process(async p => {
    p.fork(async strand => {
      for (;;) {
        await strand.tick();
        rounds += 1;
      }
    });
    await p.tick(5);
  });
  sim.step(5);
  assert.is(sim.cycle, 10);
  assert.ok(rounds === 4 || rounds === 5);
});

processes('two benches started together share time', async () => {
  const sim = simulate(counter({ width: 8 }));
  const [a, b] = await Promise.all([
    sim.process(async p => {
      await p.tick(3);
      return p.cycle();
    }),
    sim.process(async p => {
      await p.tick(5);
      return p.cycle();
    }),
  ]);
  assert.equal([a, b, sim.cycle], [3, 5, 5]);
});

processes('time stands while a strand waits for something else', async () => {
  const sim = simulate(counter({ width: 8 }));
  await sim.process(async p => {
    p.fork(strand => strand.tick(1000));
    await new Promise(resolve => setTimeout(resolve, 5));
    assert.is(p.cycle(), 0);
  });
});

processes('outside steps are refused while strands run', async () => {
  const sim = simulate(counter({ width: 8 }));
  await rejects(
    sim.process(async () => sim.step()),
    /step while a process runs: time passes only by await p.tick\(\)/,
  );
});

processes('a stream is driven from both sides', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(255), fc.nat(3), fc.nat(3)), { maxLength: 12 }), async items => {
      for (const engine of ['wasm', 'interpreter'] as const) {
        const got = await simulate(pipe(), { engine }).process(async p => {
          p.fork(async strand => {
            for (const [value, wait] of items) {
              await strand.tick(wait);
              await strand.send('s', value);
            }
          });
          const values = [];
          for (const [, , wait] of items) {
            values.push(await p.receive('m', { timeout: 100 }));
            await p.tick(wait);
          }
          return values;
        });
        assert.equal(
          got,
          items.map(([value]) => value),
        );
      }
    }),
    { numRuns: 20 },
  );
});

processes('a stream that does not move is an error', async () => {
  const sim = simulate(pipe());
  await rejects(
    sim.process(p => p.receive('m', { timeout: 9 })),
    /stream m did not offer anything within 9 cycles/,
  );
  await rejects(
    sim.process(p => p.send('t', 1)),
    /no input stream 't'.*'s'/,
  );
});

const messageOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'no error',
    (reason: Error) => reason.message,
  );

for (const engine of ['wasm', 'interpreter'] as const)
  processes(`a wait that takes too long tells where every stream stands: ${engine}`, async () => {
    // Three are sent, one is taken out; the register of the pipe holds the second, so the third is not taken.
    const sim = simulate(pipe(), { engine });
    const message = await messageOf(
      sim.process(async p => {
        const sender = p.fork(async strand => {
          for (const value of [1, 2, 3]) await strand.send('s', value, { timeout: 20 });
        });
        await p.receive('m');
        await sender.join();
      }),
    );
    assert.equal(message.split('\n'), [
      'stream s did not take what was sent within 20 cycles',
      '  s: 2 sent, valid=1 ready=0 since cycle 2: the design does not take it',
      '  m: 1 received, valid=1 ready=0 since cycle 2: the bench does not receive it',
      '  help: nothing moves any more; sim.waves() shows the last cycles',
    ]);
    const quiet = await messageOf(simulate(pipe(), { engine }).process(p => p.receive('m', { timeout: 9 })));
    assert.match(
      quiet,
      /did not offer anything within 9 cycles\n {2}s: 0 sent, valid=0 ready=1 since cycle 0: the bench sends/,
    );
    assert.match(quiet, /\n {2}m: 0 received, valid=0 ready=1 since cycle 0: the design offers nothing\n/);
  });

processes('a wait in a bench whose streams still move says so', async () => {
  const message = await messageOf(
    simulate(pipe()).process(async p => {
      p.poke('s_valid', true);
      p.poke('m_ready', true);
      await p.until(s => s.m_payload === 9, { timeout: 40 });
    }),
  );
  assert.match(
    message,
    /did not hold within 40 cycles\n {2}s: 40 sent, valid=1 ready=1 .*\n {2}m: 39 received, .*\n {2}help: the streams still move/,
  );
});

processes('what is counted begins with the first of the benches that run together', async () => {
  const sim = simulate(pipe());
  const stuck = () => messageOf(sim.process(p => p.until(() => false, { timeout: 5 })));
  await sim.process(async p => {
    p.fork(strand => strand.send('s', 1));
    await p.receive('m');
  });
  assert.match(await stuck(), /s: 0 sent/);
  const [, message] = await Promise.all([sim.process(p => p.send('s', 1)), stuck()]);
  assert.match(message, /s: 1 sent/);
});

processes('a wait that is not awaited is an error, and not a bench that stands still', async () => {
  await rejects(
    simulate(counter({ width: 8 })).process(async p => {
      void p.tick(3);
      await p.tick(1);
    }),
    /a strand waits twice at a time: await each wait/,
  );
});

processes('a failed check reaches the strand that waits', async () => {
  const sim = simulate(pipe());
  const error = await sim
    .process(async p => {
      p.poke('s_valid', 1);
      await p.tick(2);
      p.poke('s_payload', 3);
      await p.tick();
    })
    .then(
      () => undefined,
      reason => reason,
    );
  assert.instance(error, SimulationError);
  assert.match(error.message, /the bench breaks a rule of stream s: payload changed/);
});

processes('with several clocks each strand counts its own', async () => {
  const sim = simulate(twoClocks(), { clocks: { slow: { period: 35 } } });
  await sim.process(async p => {
    await p.tick(2, 'slow');
    assert.equal([p.peek('fast'), p.peek('slow'), sim.time], [5, 2, 52.5]);
    const other = sim.design.modules[0]!.domains.find(({ name }) => name !== 'slow')!.name;
    await p.tick(3, other);
    assert.equal([p.peek('fast'), p.peek('slow')], [8, 2]);
  });
});

processes.run();
