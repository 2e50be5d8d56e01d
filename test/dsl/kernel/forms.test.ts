import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { leavesOf, type Shape } from '../../../dsl/kernel/front/shape.js';
import type { KernelFunction } from '../../../dsl/kernel/given.js';
import { loweredOf } from '../../../dsl/kernel/index.js';
import { rangeOfType } from '../../../dsl/kernel/range.js';
import '../../../dsl/name/register.js';

/** Each form of the language: the kernel gives what its function gives, as it is written. */
const forms = suite('forms of kernels');
const kernels: Readonly<Record<string, unknown>> = await import('./kernels/forms.js');

for (const [name, fn] of Object.entries(kernels))
  forms(name, () => {
    const k = fn as KernelFunction;
    const args = loweredOf(k).params.map(({ shape }) => valueOfShape(shape));
    fc.assert(
      fc.property(fc.tuple(...args), given => {
        const expected = k.plain(...structuredClone(given));
        assert.equal(withoutMinusZero(k(...given)), withoutMinusZero(expected));
      }),
      { seed: 5, numRuns: 60 },
    );
  });

function valueOfShape(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'bool':
      return fc.boolean();
    case 'int': {
      const { min, max } = rangeOfType(shape.type);
      return fc.oneof(fc.integer({ min: Number(min), max: Number(max) }), fc.constantFrom(Number(min), Number(max), 0));
    }
    case 'array':
      return fc.array(valueOfShape(shape.element), { minLength: shape.length!, maxLength: shape.length! });
    case 'tuple':
      return fc.tuple(...shape.items.map(valueOfShape));
    default:
      return fc.record(Object.fromEntries(shape.fields.map(([field, part]) => [field, valueOfShape(part)])));
  }
}

/** What JavaScript makes of 0 * -1; a kernel knows one 0. */
const withoutMinusZero = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, part) => (part === 0 ? 0 : part)));

forms('one array value per grid, and a way to each leaf', () => {
  const paths = (name: string): string[] =>
    loweredOf(kernels[name] as KernelFunction).kernel.params.map(({ path, shape }) => `${path.join('.')}[${shape}]`);
  assert.equal(paths('records'), ['p.red[]', 'p.green[]', 'arg1.x[]', 'arg1.y[]', 'arg2.0[]', 'arg2.1[]']);
  assert.equal(paths('edge'), ['window[3,3]']);
  assert.equal(paths('pixelAt').slice(0, 3), ['pixels.0.red[]', 'pixels.0.green[]', 'pixels.1.red[]']);
  assert.equal(leavesOf(loweredOf(kernels.cube as KernelFunction).result)[0]!.shape, [4]);
});

forms.run();
