import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { KernelFunction } from '../../../../dsl/kernel/given.js';
import type { KernelOptions } from '../../../../dsl/kernel/hardware/index.js';
import { irOf } from '../../../../dsl/kernel/index.js';
import type { Kernel } from '../../../../dsl/kernel/ir.js';
import '../../../../dsl/name/register.js';
import { pour, type Weather, weathers } from '../../stream/rig.js';
import { kernelText } from '../random.js';
import { circuitOf, elementsOf } from '../rig.js';
import { kernelFrom } from '../written.js';

/** From source to hardware: random kernels, and one for each form of the language. */
const source = suite('hardware of kernels from source');
const numRuns = Number(process.env.GRACE_RUNS ?? 8);
const options: readonly KernelOptions[] = [{ loops: 'unroll', stages: 3 }, { period: 8 }];
/** Random products may have 64 by 64 bits. */
const widely: readonly KernelOptions[] = [{ loops: 'unroll', stages: 3 }, { period: 60 }];

function agrees(kernel: Kernel, option: KernelOptions, text: string, weather: Weather): void {
  const { elements, expected } = elementsOf(kernel, 5, 6);
  const { data } = pour(circuitOf(kernel, option), { s: elements }, { m: elements.length }, weather);
  assert.is(plain(data.m), plain(expected), text);
}

/** Truth values as 0 and 1, as the oracle has them. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_key, part) =>
    typeof part === 'bigint' ? String(part) : typeof part === 'boolean' ? Number(part) : part,
  );

source('random kernels', () => {
  fc.assert(
    fc.property(kernelText, fc.constantFrom(...widely), weathers, (text, option, weather) =>
      agrees(irOf(kernelFrom(text)), option, text, weather),
    ),
    { seed: 3, numRuns },
  );
});

const forms: Readonly<Record<string, unknown>> = await import('../kernels/forms.js');
for (const [i, [name, fn]] of Object.entries(forms).entries())
  source(name, () =>
    agrees(irOf(fn as KernelFunction), options[i % 2]!, name, { source: 0.7, sink: 0.6, seed: 1 + i }),
  );

source.run();
