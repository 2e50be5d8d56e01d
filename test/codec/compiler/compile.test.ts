import { suite } from 'uvu';
import { compileNetwork } from '../../../codec/compiler/compile.js';
import { runInteger } from '../../../codec/integer/run.js';
import { loadIntegerNetwork } from '../../../codec/networks/load-integer.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { randomTensor } from '../integer/arbitrary.js';
import { smallInputs, smallNetwork } from '../integer/small.js';
import { agree } from './run.js';

const compile = suite('compiling networks');

for (const bits of [8, 16] as const)
  for (const [rows, columns] of [
    [8, 8],
    [16, 16],
    [16, 32],
    [32, 32],
  ] as const)
    compile(`a network with every kind of layer, ${bits} bits, ${rows}x${columns}`, () => {
      const network = smallNetwork(bits);
      const compiled = compileNetwork(network, acceleratorConfig(rows, columns), { keep: true, batch: 2 });
      const { picture, ...points } = smallInputs();
      const work = new Uint8Array(compiled.workBytes);
      agree(compiled, compiled.source, network.source, work, [{ picture }]);
      const features = runInteger(network.source, { picture });
      const other = { ...points, drivingKeypoints: points.sourceKeypoints };
      agree(compiled, compiled.frame, network.frame, work, [
        { ...features, ...points },
        { ...features, ...other },
      ]);
    });

compile('tiny-64', async () => {
  const network = await loadIntegerNetwork('tiny-64');
  const compiled = compileNetwork(network, acceleratorConfig(), { keep: true });
  const work = new Uint8Array(compiled.workBytes);
  const picture = randomTensor([3, 64, 64], 'u8', 3);
  agree(compiled, compiled.source, network.source, work, [{ picture }]);
  const features = runInteger(network.source, { picture });
  const points = {
    sourceKeypoints: randomTensor([10, 2], 'i32', 4, [0, 31 * 256]),
    drivingKeypoints: randomTensor([10, 2], 'i32', 5, [0, 31 * 256]),
  };
  agree(compiled, compiled.frame, network.frame, work, [{ ...features, ...points }]);
});

compile.run();
