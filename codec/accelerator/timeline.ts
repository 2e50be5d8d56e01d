/** Which units of an accelerator were at work, sampled over the cycles of a run. */
export interface Activity {
  /** The units, in the order of the bits. */
  readonly units: readonly string[];
  /** Bit i: unit i was at work in that cycle. */
  readonly samples: Uint8Array;
  /** Cycles from a sample to the next. */
  readonly every: number;
}

/** How a timeline is drawn. */
export interface TimelineOptions {
  readonly title: string;
  /** Parts of the run, in cycles, each a panel of its own. Default: all of it. */
  readonly parts?: readonly (readonly [from: number, to: number])[];
}

/** Where something begins, and how long it is. */
type Span = readonly [from: number, length: number];

const left = 82;
const wide = 1000;
const right = 58;
const row = 26;
const bar = 20;
const head = 30;
const foot = 30;
/** Colours that are told apart by all eyes (Okabe and Ito). */
const colours = ['#0072b2', '#56b4e9', '#d55e00', '#e69f00', '#009e73', '#cc79a7', '#555555', '#f0e442'];

/** The share of samples, from one to before another, in which a unit was at work. */
export function busyShare({ samples }: Activity, unit: number, from = 0, to = samples.length): number {
  let busy = 0;
  for (let at = from; at < to; at++) busy += (samples[at]! >> unit) & 1;
  return to > from ? busy / (to - from) : 0;
}

/**
 * A picture of who was at work when, as an SVG: a row for each unit, time from left to right. Where a column of the picture is
 * many cycles, the height of the bar is the share of them. At the right of each row stands the share of the whole part.
 *
 * @throws RangeError for a part that is outside of the run or empty
 * @example
 * writeFileSync('timeline.svg', timelineSvg(activity, { title: 'a frame', parts: [[0, 60000], [20000, 22000]] }));
 */
export function timelineSvg(activity: Activity, { title, parts }: TimelineOptions): string {
  const { units, samples, every } = activity;
  const run = samples.length * every;
  const panels = (parts ?? [[0, run]]).map(([from, to], i) => {
    if (!(from >= 0 && Math.floor(from / every) < Math.ceil(to / every) && to <= run))
      throw new RangeError(`cycles ${from} to ${to} of a run of ${run}`);
    const top = head + i * (units.length * row + foot);
    return panel(activity, Math.floor(from / every), Math.ceil(to / every), top);
  });
  const width = left + wide + right;
  const height = head + panels.length * (units.length * row + foot);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(left, 18, 'start', title, ' font-size="13" font-weight="bold"'),
    ...panels.flat(),
    '</svg>',
    '',
  ].join('\n');
}

/** @param from the first sample of the part, and the one after its last */
function panel(activity: Activity, from: number, to: number, top: number): string[] {
  const { units, every } = activity;
  const bottom = top + units.length * row;
  const x = (cycle: number): number => left + ((cycle / every - from) / (to - from)) * wide;
  const ticks = roundTicks(from * every, to * every);
  const lines = ticks.map(cycle => `M${short(x(cycle))} ${top}V${bottom}`).join('');
  return [
    `<path d="${lines}" stroke="#ddd" fill="none"/>`,
    ...units.flatMap((name, unit) => {
      const base = top + unit * row + bar + 3;
      const share = busyShare(activity, unit, from, to);
      return [
        text(left - 8, base - 6, 'end', name),
        `<path d="M${left} ${base + 0.5}h${wide}" stroke="#bbb"/>`,
        `<path d="${area(activity, unit, from, to, base)}" fill="${colours[unit % colours.length]}"/>`,
        text(left + wide + 8, base - 6, 'start', `${(100 * share).toFixed(1)} %`),
      ];
    }),
    ...ticks.map(cycle => text(x(cycle), bottom + 14, 'middle', cycle.toLocaleString('en-US'))),
    text(left - 78, bottom + 14, 'start', 'cycles'),
  ];
}

/** The bars of a unit as one path: a column of the picture after the other, those of one height together. */
function area(activity: Activity, unit: number, from: number, to: number, base: number): string {
  const columns = Math.min(wide, to - from);
  const step = wide / columns;
  const heights = Array.from({ length: columns }, (_, column) => {
    const [first, end] = [column, column + 1].map(at => from + Math.round((at * (to - from)) / columns));
    return Math.round(busyShare(activity, unit, first, end) * bar * 2) / 2;
  });
  return runsOf(heights)
    .filter(([first]) => heights[first]! > 0)
    .map(([first, length]) => {
      const [x, high] = [short(left + first * step), heights[first]!];
      return `M${x} ${base}v${-high}h${short(length * step)}v${high}z`;
    })
    .join('');
}

/** Where numbers are the same one after the other. */
function runsOf(numbers: readonly number[]): Span[] {
  const runs: Span[] = [];
  for (let at = 0, first = 0; at < numbers.length; at++)
    if (numbers[at] !== numbers[at + 1]) {
      runs.push([first, at + 1 - first]);
      first = at + 1;
    }
  return runs;
}

/** About ten round numbers between two others. */
function roundTicks(from: number, to: number): number[] {
  const rough = Math.max(1, (to - from) / 10);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(digit => digit * decade).find(candidate => candidate >= rough)!;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}

const short = (value: number): number => Number(value.toFixed(2));
const escaped = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const text = (x: number, y: number, anchor: string, words: string, more = ''): string =>
  `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}"${more}>${escaped(words)}</text>`;
