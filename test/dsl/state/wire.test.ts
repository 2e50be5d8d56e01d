import { designOf, input, module, output, u8, uint, when, wire } from 'grace-hdl';
import { interpret } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const wires = suite('wire');

wires('with a default has a value also where the branch that makes it is not taken', () => {
  const chooser = module(
    'chooser',
    () => ({ kind: input(uint(2)), result: output(u8) }),
    io => {
      io.result.set(7);
      when(io.kind.bit(1), () => {
        const inner = wire(u8, 20);
        when(io.kind.bit(0), () => inner.set(30));
        io.result.set(inner);
      });
    },
  );
  const machine = interpret(chooser()[designOf]);
  const signal = (name: string): number => machine.signals.findIndex(({ path }) => path.join('.') === name);
  const results = [0, 1, 2, 3].map(kind => {
    machine.writeNumber(signal('kind'), kind);
    return machine.readNumber(signal('result'));
  });
  assert.equal(results, [7, 7, 20, 30]);
});

wires.run();
