import { CodecError } from '../../error.js';
import { isCounter } from '../names.js';
import { quote } from '../quote.js';
import type { Value } from './pickle/machine.js';
import { isInteger, StoredTensor } from './stored.js';

/** The parts of a checkpoint that the codec has a use for; `discriminator`, optimizers and the rest are passed over. */
const parts = ['generator', 'kp_detector'];

/**
 * The tensors of a checkpoint by their full names. It is a dictionary with one of parameters for each part, as the
 * published ones are, or of parameters with full names (a state dict, also one kept as `state_dict`). `module.`, which
 * training on several GPUs puts before every name, is taken off.
 *
 * @throws CodecError if there are none
 */
export function tensorsOf(checkpoint: Value, file: string): Map<string, StoredTensor> {
  const wrong = (what: string): never => {
    throw new CodecError(
      `${file} holds no weights: ${what}`,
      `it should have ${parts.map(part => `'${part}'`).join(' and ')}, each with the state dict of that network`,
    );
  };
  if (!(checkpoint instanceof Map)) return wrong('it is no dictionary');
  const found = new Map<string, StoredTensor>();
  const add = (prefix: string, state: ReadonlyMap<Value, Value>): void => {
    for (const [name, value] of withoutModule(state)) {
      if (!(value instanceof StoredTensor) || isCount(name, value)) continue;
      if (found.has(prefix + name)) wrong(`it has ${quote(prefix + name)} twice`);
      found.set(prefix + name, value);
    }
  };
  add('', checkpoint);
  const state = checkpoint.get('state_dict');
  if (state instanceof Map) add('', state);
  for (const part of parts) {
    const state = checkpoint.get(part);
    if (state instanceof Map) add(`${part}.`, state);
  }
  const keys = [...checkpoint.keys()].slice(0, 8).map(quote).join(', ');
  return found.size > 0 ? found : wrong(keys === '' ? 'it is empty' : `there are no tensors below ${keys}`);
}

const isCount = (name: string, { storage }: StoredTensor): boolean => isCounter(name) && isInteger(storage.kind);

/** The entries with a name of text, without `module.` where all have it. */
function withoutModule(state: ReadonlyMap<Value, Value>): [string, Value][] {
  const named = [...state].filter((entry): entry is [string, Value] => typeof entry[0] === 'string');
  const prefix = 'module.';
  const wrapped = named.length > 0 && named.every(([name]) => name.startsWith(prefix));
  return wrapped ? named.map(([name, value]) => [name.slice(prefix.length), value]) : named;
}
