import { type Bool, i8, lanewise, logicOf, type SInt, type Stream, streamWire, u8, vec } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import type { mapOperations } from '../accelerator/isa/formats.js';
import { pictureIn } from '../quantized/picture.js';
import { samplingEngine } from '../sampling/engine.js';
import { apart, type Bytes, entryBytes, unsigned, type Words } from './beats.js';
import type { MapCommand } from './check.js';
import { masksEngine } from './masks.js';
import { resizeEngine } from './resize.js';
import { shrinkEngine } from './shrink.js';
import { merged, spread } from './ways.js';

/** Whether the instruction is one of these. */
export type Is = (...names: (typeof mapOperations)[number][]) => Bool;

interface Operands {
  readonly source: Words;
  /** Of the other operand, `entryBytes` at a time. */
  readonly second: Bytes;
}

/** The engines, each with what it does, and what comes out of the one that works, in beats of the bus. */
export function operations({ source, second }: Operands, current: MapCommand, is: Is, config: AcceleratorConfig) {
  const beatBytes = config.busBits / 8;
  const word = vec(i8, config.rows);
  const masks = masksEngine({ config });
  const sampling = samplingEngine({ config });
  const filter = shrinkEngine({ config });
  const resize = resizeEngine({ config });
  // Between corners a filtered map is shrunk by the engine that doubles maps.
  const filterAll = is('shrink').and(current.style.any());
  const engines = [
    { engine: masks, works: is('masks') },
    { engine: sampling, works: is('motion', 'warp') },
    { engine: filter, works: is('shrink') },
    { engine: resize, works: is('bilinear').or(filterAll) },
  ];
  const [pictures, toResize, filtered] = [streamWire(word), streamWire(word), streamWire(word)];
  spread(source, [
    { chosen: is('picture'), way: pictures.sink },
    { chosen: is('bilinear'), way: toResize.sink },
    { chosen: is('shrink'), way: filter.source },
    { chosen: is('motion', 'warp'), way: sampling.source },
    { chosen: is('masks'), way: masks.source },
  ]);
  spread(second, [
    { chosen: is('shrink'), way: filter.second },
    { chosen: is('motion', 'warp'), way: sampling.second },
    { chosen: is('masks'), way: masks.second },
  ]);
  const whole = streamWire(word);
  spread(filter.result, [
    { chosen: filterAll, way: whole.sink },
    { chosen: filterAll.not(), way: filtered.sink },
  ]);
  merged(word, [
    { chosen: filterAll.not(), way: toResize.stream },
    { chosen: filterAll, way: whole.stream },
  ]).into(resize.source);

  const words: Words = merged(word, [
    { chosen: is('picture'), way: pictures.stream.map(bytes => lanewise(activation, bytes)) as Words },
    { chosen: is('bilinear').or(filterAll), way: resize.result },
    { chosen: is('shrink').and(filterAll.not()), way: filtered.stream },
    { chosen: is('motion', 'warp'), way: sampling.result },
  ]);
  const results = merged(vec(u8, beatBytes), [
    { chosen: is('masks').not(), way: apart(unsigned(words.skid()), beatBytes) },
    { chosen: is('masks'), way: entriesAsBeats(masks.result, beatBytes) },
  ]);
  return { engines, results };
}

const activation = (byte: SInt<8>): SInt<8> => logicOf(pictureIn, byte.asUInt());

/** Entries of a warp map in beats of the bus; the last of an odd number is filled up. */
function entriesAsBeats(entries: Bytes, length: number): Bytes {
  if (length <= entryBytes) return apart(entries.withoutLast(), length);
  const pairs = entries.widen(length / entryBytes, { partial: 'zeros' }) as Stream;
  return pairs.map(parts => parts.at(0).concat(parts.at(1))).withoutLast() as Bytes;
}
