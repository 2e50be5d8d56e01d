import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Layer, layersOf } from '../../../codec/network/layers.js';
import { presets } from '../../../codec/network/presets.js';
import { elements } from '../../../codec/tensor/tensor.js';

const layers = suite('layers of a network');

/** A row of the tables, which list what PyTorch called while the published networks ran. */
type Row = Readonly<Record<string, string>>;

function tableOf(file: string): Row[] {
  const [header = '', ...lines] = readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = header.split(',');
  return lines.map(line => Object.fromEntries(line.split(',').map((value, at) => [names[at]!, value])));
}

/** Rows that make nothing which the prediction uses, or a part of a layer that another row stands for. */
const leftOut: readonly { readonly why: string; readonly is: (row: Row) => boolean }[] = [
  { why: 'coordinates of a grid are constants', is: ({ op, out_c }) => op === 'concat' && out_c === '64' },
  { why: 'of a smaller grid, too', is: ({ op, out_c }) => op === 'concat' && out_c === '58' },
  { why: 'Gaussians are parts of the heatmaps, whose row is their concat', is: ({ op }) => op === 'exp' },
  {
    why: 'the flow at full size serves the warped picture alone',
    is: ({ op, name, out_h }) => op === 'interpolate' && name === 'gen' && out_h === '256',
  },
  {
    why: 'the warped picture is shown, not used',
    is: ({ op, name, out_h }) => op === 'grid_sample' && name === 'gen' && out_h === '256',
  },
  {
    why: 'the resize of a shrink; the row of the shrink follows it',
    is: ({ op, name = '' }) => op === 'interpolate' && name.endsWith('.down'),
  },
];

/** Sums that PyTorch does with its own operators for tensors, which the tables do not list. */
const unlisted: readonly Layer['op'][] = ['combineMotions', 'expectedCoordinate'];

const opOf: Readonly<Partial<Record<Layer['op'], string>>> = {
  batchNorm: 'batchnorm',
  averagePool: 'avgpool',
  upsample: 'interpolate',
  shrink: 'aa_down',
  gridSample: 'grid_sample',
  heatmaps: 'concat',
  sparseMotions: 'concat',
  interleave: 'concat',
  softmaxChannels: 'softmax',
  softmaxSpace: 'softmax',
  multiply: 'occlude_mul',
  add: 'residual_add',
};

for (const [preset, file] of [
  ['vox-256', 'fomm_layers.csv'],
  ['vox-256-dac', 'dac_layers.csv'],
] as const) {
  const rows = tableOf(file).filter(row => !leftOut.some(({ is }) => is(row)));
  const ours = layersOf(presets[preset]).filter(({ op }) => !unlisted.includes(op));

  layers(`of ${preset} are those of ${file}, row by row`, () => {
    assert.is(ours.length, rows.length);
    ours.forEach((layer, at) => {
      same(layer, rows[at]!);
    });
  });
}

function same(layer: Layer, row: Row): void {
  const of = `${row.idx} ${row.name} ${row.op}`;
  assert.is(opOf[layer.op] ?? layer.op, row.op, of);
  // A step without parameters is listed under the module that it is in.
  const name = layer.name.replace(/^generator/, 'gen').replace(/^kp_detector/, 'kpd');
  const module = row.name!.replace(/\.act$/, '.sigmoid');
  assert.ok(name === module || module === '' || name.startsWith(`${module}.`), `${name} is not ${of}`);
  assert.is(layer.part, row.part, of);
  assert.is(`${layer.macs}`, row.macs, of);
  assert.is(`${layer.parameters}`, row.params, of);
  if (layer.kernel !== undefined) {
    const { kernel, stride, padding, groups } = layer;
    assert.equal([kernel, stride, padding, groups].map(String), [row.k, row.stride, row.pad, row.groups], of);
  }
  const [, wholeOutput] = /out=([0-9x]+)/.exec(row.detail ?? '') ?? [];
  if (wholeOutput) {
    assert.is(elements(layer.output), elements(wholeOutput.split('x').map(Number)), of);
    return;
  }
  assert.equal(layer.output.map(String), [row.out_c, row.out_h, row.out_w], of);
  // Of several inputs that are put together, the table shows what comes out.
  const input = row.op === 'concat' ? layer.output : layer.inputs[0]!;
  assert.equal(input.map(String), [row.in_c, row.in_h, row.in_w], of);
}

layers('cost what is known of the published network', () => {
  const all = layersOf(presets['vox-256']);
  const sum = (of: 'macs' | 'parameters', is: (layer: Layer) => boolean): number =>
    all.filter(layer => layer.op === 'conv' && is(layer)).reduce((total, layer) => total + layer[of], 0);
  const rounded = (is: (layer: Layer) => boolean): [string, string] => [
    (sum('macs', is) / 1e9).toFixed(2),
    (sum('parameters', is) / 1e6).toFixed(2),
  ];
  assert.equal(
    rounded(({ per, part }) => per === 'source picture' && part === 'generator'),
    ['10.28', '0.38'],
  );
  assert.equal(
    rounded(({ per, part }) => per === 'predicted frame' && part === 'generator'),
    ['39.27', '7.46'],
  );
  assert.equal(
    rounded(({ part }) => part === 'dense_motion'),
    ['4.09', '37.72'],
  );
  assert.equal(
    rounded(({ per }) => per === 'encoded frame'),
    ['1.05', '14.14'],
  );
});

layers.run();
