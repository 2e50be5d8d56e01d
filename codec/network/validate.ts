import { CodecError } from '../error.js';
import type { NetworkConfig, PartialConfig } from './config.js';
import { defaults } from './defaults.js';

/** What a field must be, in words, and whether a value is that. */
interface Rule {
  readonly must: string;
  readonly holds: (value: unknown) => boolean;
}

interface Rules {
  readonly [field: string]: Rule | Rules;
}

const integer = (low: number, high: number): Rule => ({
  must: `an integer from ${low} to ${high}`,
  holds: value => Number.isInteger(value) && low <= (value as number) && (value as number) <= high,
});

const oneOf = (...values: readonly unknown[]): Rule => ({
  must: values.map(value => JSON.stringify(value)).join(' or '),
  holds: value => values.includes(value),
});

const positive = (high: number): Rule => ({
  must: `a number above 0, at most ${high}`,
  holds: value => typeof value === 'number' && value > 0 && value <= high,
});

const hourglass = {
  blockExpansion: integer(1, 512),
  maxFeatures: integer(1, 4096),
  blocks: integer(1, 8),
  scale: oneOf(1, 0.5, 0.25, 0.125),
};

const rules: Rules = {
  variant: oneOf('fomm', 'dac'),
  size: integer(64, 512),
  channels: oneOf(3),
  keypoints: integer(1, 64),
  jacobians: oneOf(true, false),
  generator: {
    blockExpansion: integer(1, 512),
    maxFeatures: integer(1, 4096),
    downBlocks: integer(0, 4),
    residualBlocks: integer(0, 32),
  },
  denseMotion: { ...hourglass, variance: positive(1) },
  detector: {
    ...hourglass,
    padding: integer(0, 3),
    temperature: positive(100),
    singleJacobianMap: oneOf(true, false),
  },
  upsampling: oneOf('nearest', 'bilinear'),
  shrink: oneOf('decimate', 'bilinear'),
  nestedHeads: oneOf(true, false),
};

/**
 * The complete configuration that `given` stands for: every field that it leaves out comes from its variant (`fomm`
 * unless it says `dac`), whose defaults are the published networks for 256x256.
 *
 * ```ts
 * const config = networkConfig({ size: 128, keypoints: 15 });
 * ```
 *
 * @param given parsed JSON; anything may come in
 * @param where what it was read from, for the error
 * @throws CodecError that lists every unknown field, every value out of range and all sizes that do not fit together
 */
export function networkConfig(given: PartialConfig | unknown, where = 'the configuration'): NetworkConfig {
  if (!isObject(given)) throw wrong(where, ['it must be an object']);
  const problems = problemsOf(given, rules, '');
  if (problems.length > 0) throw wrong(where, problems);
  const config = complete(given as PartialConfig);
  const misfits = misfitsOf(config);
  if (misfits.length > 0) throw wrong(where, misfits);
  return config;
}

function problemsOf(given: Readonly<Record<string, unknown>>, rules: Rules, path: string): string[] {
  return Object.entries(given).flatMap(([field, value]) => {
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    if (!rule) return [`${path}${field} is no field (there are ${Object.keys(rules).join(', ')})`];
    if (isRule(rule)) return rule.holds(value) ? [] : [`${path}${field} must be ${rule.must}, not ${show(value)}`];
    return isObject(value) ? problemsOf(value, rule, `${path}${field}.`) : [`${path}${field} must be an object`];
  });
}

function complete(given: PartialConfig): NetworkConfig {
  const base = defaults[given.variant ?? 'fomm'];
  return Object.freeze({
    ...base,
    ...given,
    generator: Object.freeze({ ...base.generator, ...given.generator }),
    denseMotion: Object.freeze({ ...base.denseMotion, ...given.denseMotion }),
    detector: Object.freeze({ ...base.detector, ...given.detector }),
  });
}

/** Sizes must halve without rest, and what leaves a part must have the channels that the next expects. */
function misfitsOf({ size, generator, denseMotion, detector }: NetworkConfig): string[] {
  const parts = { generator, denseMotion, detector };
  const misfits = Object.entries(parts)
    .filter(([, { blockExpansion, maxFeatures }]) => blockExpansion > maxFeatures)
    .map(([name]) => `${name}.blockExpansion must not be above ${name}.maxFeatures`);
  if (size % 2 ** generator.downBlocks !== 0)
    misfits.push(`size ${size} cannot be halved ${generator.downBlocks} times (generator.downBlocks)`);
  for (const [name, { scale, blocks }] of Object.entries({ denseMotion, detector }))
    if (!Number.isInteger((size * scale) / 2 ** blocks))
      misfits.push(`size ${size} times ${name}.scale ${scale} cannot be halved ${blocks} times (${name}.blocks)`);
  if (size * detector.scale + 2 * detector.padding - 6 < 2)
    misfits.push(`detector.scale ${detector.scale} leaves too small a map for its head of 7x7`);
  return misfits;
}

const wrong = (where: string, problems: readonly string[]): CodecError =>
  new CodecError(
    `${where} describes no network: ${problems.join('; ')}`,
    'docs/codec/network.md lists the fields of a configuration and what they may be',
  );

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRule = (rule: Rule | Rules): rule is Rule => typeof rule.holds === 'function';

/** A wrong value as JSON, cut where it is long. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
