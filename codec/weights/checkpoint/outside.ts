import { CodecError } from '../../error.js';
import { Global, type Outside, type Value } from './pickle/machine.js';
import { bytesOfKind, type Storage, StoredTensor } from './stored.js';

const kinds = [...bytesOfKind.keys()];

/**
 * All that a pickle of weights may refer to: dictionaries that keep their order, tensors, and storages. What optimizers
 * and counters leave beside the weights is made of these as well.
 *
 * @param file what errors call it
 */
export function outsideOf(file: string): Outside {
  const wrong: Wrong = what => {
    throw new CodecError(`${file} is no checkpoint of weights: ${what}`, 'the file may be damaged: get it again');
  };
  const globals = [
    new Global('collections.OrderedDict', ([items]) => dictionary(items, wrong)),
    new Global('torch.Size', ([sizes]) => sizes),
    new Global('torch._utils._rebuild_tensor_v2', args => tensorOf(args, wrong)),
    new Global('torch._utils._rebuild_parameter', ([tensor]) => tensor),
    ...kinds.map(kind => new Global(`torch.${kind}`, () => wrong('it calls a type of storage'))),
  ];
  return { globals: new Map(globals.map(global => [global.name, global])), persistent: id => storageOf(id, wrong) };
}

type Wrong = (what: string) => never;

const isCount = (value: Value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCounts = (value: Value): value is readonly number[] => Array.isArray(value) && value.every(isCount);

/** `('storage', type, key, device, length, part)`; only files of before 2020 have the last one, `(key, start, length)`. */
function storageOf(id: Value, wrong: Wrong): Storage {
  const [tag, type, key, , length, part = null] = Array.isArray(id) ? id : [];
  const kind = type instanceof Global ? type.name.replace('torch.', '') : '';
  const start = Array.isArray(part) ? part[1] : 0;
  if (tag !== 'storage' || !kinds.includes(kind) || typeof key !== 'string' || !isCount(length) || !isCount(start))
    return wrong('it refers to something that is no storage, such as a whole module');
  return { key, kind, length, start };
}

function tensorOf([storage, offset, shape, strides]: readonly Value[], wrong: Wrong): StoredTensor {
  if (
    !isStorage(storage) ||
    !isCount(offset) ||
    !isCounts(shape) ||
    !isCounts(strides) ||
    shape.length !== strides.length
  )
    return wrong('a tensor in it is described in no known way');
  if (shape.length > 8) return wrong(`a tensor in it has ${shape.length} dimensions`);
  return new StoredTensor(storage, offset, shape, strides);
}

const isStorage = (value: Value): value is Storage => typeof value === 'object' && value !== null && 'kind' in value;

/** Python 2 gives the items as a list of pairs; later ones are set one by one. */
function dictionary(items: Value, wrong: Wrong): Map<Value, Value> {
  const made = new Map<Value, Value>();
  if (items === undefined) return made;
  if (!Array.isArray(items)) return wrong('a dictionary in it is made of no pairs');
  for (const item of items) {
    if (!Array.isArray(item)) return wrong('a dictionary in it is made of no pairs');
    made.set(item[0], item[1]);
  }
  return made;
}
