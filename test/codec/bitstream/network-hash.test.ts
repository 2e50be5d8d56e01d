import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError, checkNetwork, networkHash, tensor } from '../../../codec/index.js';
import { header } from './container/sample.js';

const config = { size: 64, generator: { downBlocks: 1, blockExpansion: 16 } };
const weight = tensor([2, 1], Float32Array.of(1, -0.5));
const bias = tensor([1], Float32Array.of(0.25));

test('a network has the hash that its definition says', () => {
  const floats = Buffer.from('0000803f000000bf', 'hex');
  const expected = createHash('sha256')
    .update('{"generator":{"blockExpansion":16,"downBlocks":1},"size":64}\n"a.bias" [1]\n')
    .update(Buffer.from('0000803e', 'hex'))
    .update('"a.weight" [2,1]\n')
    .update(floats)
    .digest('hex')
    .slice(0, 16);
  const weights = new Map([
    ['a.weight', weight],
    ['a.bias', bias],
  ]);
  assert.is(networkHash(config, weights), expected);
});

test('the order of fields and tensors makes no difference; everything else does', () => {
  const hash = networkHash(
    config,
    new Map([
      ['a', weight],
      ['b', bias],
    ]),
  );
  const same = { generator: { blockExpansion: 16, downBlocks: 1 }, size: 64 };
  assert.is(
    networkHash(
      same,
      new Map([
        ['b', bias],
        ['a', weight],
      ]),
    ),
    hash,
  );
  const others = [
    networkHash(
      { ...config, size: 65 },
      new Map([
        ['a', weight],
        ['b', bias],
      ]),
    ),
    networkHash(
      config,
      new Map([
        ['a', weight],
        ['c', bias],
      ]),
    ),
    networkHash(
      config,
      new Map([
        ['a', bias],
        ['b', weight],
      ]),
    ),
    networkHash(
      config,
      new Map([
        ['a', tensor([1, 2], weight.data)],
        ['b', bias],
      ]),
    ),
    networkHash(
      config,
      new Map([
        ['a', tensor([2, 1], Float32Array.of(1, -0.25))],
        ['b', bias],
      ]),
    ),
    networkHash(config, new Map([['a', weight]])),
  ];
  assert.is(new Set([hash, ...others]).size, 7);
});

test('another network than the one of the stream is an error, another name is not', () => {
  checkNetwork(header, { ...header.network, name: 'mine' });
  assert.throws(
    () => checkNetwork(header, { name: 'tiny-64', hash: 'ffffffffffffffff' }),
    (error: unknown) =>
      error instanceof CodecError &&
      error.message ===
        'the stream was made with the network tiny-64 (0123456789abcdef), and this is tiny-64 (ffffffffffffffff)' &&
      error.help === 'give the network tiny-64 with hash 0123456789abcdef',
  );
});

test.run();
