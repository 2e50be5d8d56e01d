import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { interpret, type Machine, random } from '../../../backend-sim/index.js';
import { sessionOf } from '../../../backend-sim/session/session.js';
import { runStreams } from '../../../backend-sim/stream/run.js';
import type { Design } from '../../../dsl/ir/index.js';
import { randomDesign } from '../../dsl/ir/random-design.js';
import { type Tape, tape, tapes } from '../../dsl/ir/tape.js';
import { pipe } from '../stream/pipe.js';

const journal = suite('journal');

const engines: Readonly<Record<string, (design: Design) => Machine>> = { compile, interpret };

const quiet = { listen: () => false, raise: () => {} };

/** Random clocks for the domains of a random design; sometimes all together. */
const clocksFrom = (t: Tape, domains: readonly string[]) =>
  Object.fromEntries(t.oneIn(2) ? domains.map(name => [name, { period: 2 + t.below(9), phase: t.below(4) }]) : []);

for (const [name, make] of Object.entries(engines)) {
  journal(`${name}: the last cycles lived again are as they were, and nothing else changes`, () => {
    fc.assert(
      fc.property(tapes(300), tapes(400), fc.integer({ min: 1, max: 12 }), (shape, deeds, last) => {
        const design = randomDesign(shape);
        const t = tape(deeds);
        const options = { ...quiet, history: 12, clocks: clocksFrom(t, make(design).domains) };
        const session = sessionOf(make(design), options);
        const { machine } = session;
        const all = (): bigint[][] => machine.signals.map((_, signal) => machine.read(signal));
        const live: bigint[][][] = [];
        for (let i = 0; i < 20; i++) {
          machine.signals.forEach(({ kind, width, lanes }, signal) => {
            if ((kind !== 'input' && kind !== 'reset') || !t.oneIn(3)) return;
            session.write(
              signal,
              Array.from({ length: lanes }, () => t.bits(width)),
            );
          });
          if (t.oneIn(6)) session.change(() => machine.randomize(i));
          live.push(all());
          session.tick();
        }
        const before = all();
        const again: bigint[][][] = [];
        session.journal.replay(last, () => again.push(all()));
        assert.equal(again, live.slice(-last));
        assert.equal(all(), before);
      }),
      { numRuns: 40 },
    );
  });

  journal(`${name}: also those of a bulk transfer`, () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, last) => {
        const [fast, slow] = [0, 1].map(() => sessionOf(make(pipe()), { ...quiet, history: 60 }));
        const watch = (session: typeof fast, seen: unknown[]) => () =>
          seen.push(session!.machine.signals.map((_, signal) => session!.machine.read(signal)));
        const live: unknown[] = [];
        slow!.watch(watch(slow, live));
        for (const session of [fast!, slow!]) {
          const data = Uint8Array.from({ length: 20 }, (_, i) => i);
          runStreams(session, seed, { s: data }, { expect: { m: 20 }, stall: random(0.4) });
          session.step(3, 0);
        }
        const again: unknown[] = [];
        fast!.journal.replay(last, watch(fast, again));
        assert.equal(again, live.slice(-last));
      }),
      { numRuns: 20 },
    );
  });
}

journal.run();
