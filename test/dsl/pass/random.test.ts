import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { type Design, moduleOf } from '../../../dsl/ir/index.js';
import { printDesign } from '../../../dsl/ir/text/index.js';
import { fold } from '../../../dsl/pass/fold.js';
import { checks, compileDesign, transforms, verify } from '../../../dsl/pass/index.js';
import { randomDesign } from '../ir/random-design.js';
import { type Tape, tape, tapes } from '../ir/tape.js';

const passes = suite('passes on random designs');

const codesIn = (design: Design): string[] => verify.check(design).map(({ message }) => message!);

/** What the ports of a design show while random values go in. */
function run(design: Design, t: Tape): string[] {
  const machine = interpret(design);
  const { ports } = moduleOf(design, design.top);
  const find = (name: string): number => machine.signals.findIndex(({ path }) => path.length === 1 && path[0] === name);
  const resets = machine.signals.map((signal, i) => ({ signal, i })).filter(({ signal }) => signal.kind === 'reset');
  const seen: string[] = [];
  for (let cycle = 0; cycle < 6; cycle++) {
    for (const { i } of resets) machine.write(i, [t.bits(1)]);
    for (const port of ports) {
      if (port.dir === 'in')
        machine.write(
          find(port.name),
          Array.from({ length: port.lanes }, () => t.bits(port.width)),
        );
    }
    for (const port of ports) if (port.dir === 'out') seen.push(`${port.name} ${machine.read(find(port.name))}`);
    machine.step(1 + t.below(3));
    for (const event of machine.events()) {
      const { kind, text } = machine.reports[event.report]!;
      seen.push(`${kind} ${text} ${event.args.join()}`);
    }
  }
  return seen;
}

passes('random designs keep the rules of the IR and pass every check', () => {
  fc.assert(
    fc.property(tapes(1500), numbers => {
      const design = randomDesign(numbers);
      assert.equal(codesIn(design), []);
      for (const pass of checks)
        assert.equal(
          pass.check(design).map(({ message }) => message),
          [],
          pass.name,
        );
    }),
    { numRuns: 100 },
  );
});

for (const pass of transforms) {
  passes(`${pass.name} keeps the rules of the IR and what the design does`, () => {
    fc.assert(
      fc.property(tapes(1200), fc.array(fc.nat(0xffff), { minLength: 200, maxLength: 200 }), (numbers, stimulus) => {
        const before = randomDesign(numbers);
        const after = pass.run(before);
        assert.equal(codesIn(after), []);
        assert.equal(run(after, tape(stimulus)), run(before, tape(stimulus)));
      }),
      { numRuns: 40 },
    );
  });

  passes(`${pass.name} gives the same text every time`, () => {
    fc.assert(
      fc.property(tapes(800), numbers => {
        const text = printDesign(pass.run(randomDesign(numbers)));
        assert.is(printDesign(pass.run(randomDesign(numbers))), text);
      }),
      { numRuns: 30 },
    );
  });
}

/** Names that are kept for good; a constant is told by its value. */
const keptNames = ({ modules }: Design): string[] =>
  modules.flatMap(({ name, nodes }) =>
    nodes.filter(node => node.nameLevel === 'name' && node.op !== 'const').map(node => `${name}.${node.name}`),
  );

for (const pass of transforms.filter(pass => pass.name !== 'name')) {
  passes(`${pass.name} loses no name that is kept for good`, () => {
    fc.assert(
      fc.property(tapes(1000), numbers => {
        const before = randomDesign(numbers);
        const after = pass.run(before);
        const left = after.modules.flatMap(({ name, nodes }) => nodes.map(node => `${name}.${node.name}`));
        const modules = before.modules.filter(({ name }) => after.modules.some(module => module.name === name));
        for (const name of keptNames({ ...before, modules })) {
          const at = left.indexOf(name);
          assert.ok(at >= 0, name);
          left.splice(at, 1);
        }
      }),
      { numRuns: 40 },
    );
  });
}

// Not so fold: a print that it removes may have been all that kept a value.
for (const pass of transforms.filter(pass => pass !== fold)) {
  passes(`a second run of ${pass.name} changes nothing`, () => {
    fc.assert(
      fc.property(tapes(800), numbers => {
        const once = pass.run(randomDesign(numbers));
        assert.is(printDesign(pass.run(once)), printDesign(once));
      }),
      { numRuns: 30 },
    );
  });
}

passes('the whole pipeline keeps what the design does', () => {
  fc.assert(
    fc.property(tapes(1200), fc.array(fc.nat(0xffff), { minLength: 200, maxLength: 200 }), (numbers, stimulus) => {
      const before = randomDesign(numbers);
      const after = compileDesign(before);
      assert.equal(codesIn(after), []);
      assert.equal(run(after, tape(stimulus)), run(before, tape(stimulus)));
    }),
    { numRuns: 40 },
  );
});

passes.run();
