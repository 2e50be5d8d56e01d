import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { designs } from './designs.js';
import { elaborationCurve, mac32Seconds } from './elaboration.js';
import { firstCycle } from './first-cycle.js';
import { type Row, table } from './row.js';
import { throughput } from './throughput.js';

const usage = `usage: npm run -s bench -- [--only NAME] [--json]
  --only NAME  one of ${[...designs.map(({ name }) => name), 'elaboration'].join(', ')}
  --json       only { "rows": [...] } on standard output; without -s npm prints two lines of its own before it
`;

const args = process.argv.slice(2);
const json = args.includes('--json');
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const known = [...designs.map(({ name }) => name), 'elaboration'];
if (args.includes('--help')) {
  process.stdout.write(usage);
  process.exit(0);
}
// npm's own lines are on standard output before this process begins.
if (json && process.env.npm_lifecycle_event === 'bench' && process.env.npm_config_loglevel !== 'silent')
  process.stderr.write('bench: npm has printed its banner before the JSON; npm run -s bench -- --json is without\n');
if (args.includes('--only') && !known.includes(only ?? '')) stop(`no design '${only ?? ''}'\n${usage}`);
for (const tool of ['verilator', 'iverilog', 'g++', 'clang++'])
  if (!runs(tool)) stop(`${tool} is not installed\n  help: apt-get install verilator iverilog g++ clang\n`);

// What is measured is the package as users get it.
execFileSync('npm', ['run', 'build', '--silent'], { stdio: ['ignore', 'ignore', 'inherit'] });
const say = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};
const rows: Row[] = [];
for (const design of designs.filter(({ name }) => only === undefined || name === only)) {
  rows.push(...(await throughput(design, say)));
  if (design.command) rows.push(await firstCycle(design, say));
}
const withCurve = only === undefined || only === 'elaboration';
if (withCurve) {
  say('elaboration');
  const seconds = mac32Seconds();
  rows.push({
    design: 'mac32x32',
    metric: 'seconds to elaborate and print',
    ours: seconds,
    peer: 1,
    ratio: 1 / seconds,
    floor: 1,
    against: 'a budget of 1 second',
  });
}
say('');
if (json) process.stdout.write(`${JSON.stringify({ rows }, null, 2)}\n`);
else {
  process.stdout.write(
    `${cpus()[0]!.model}, ${availableParallelism()} cores, node ${process.version}\n\n${table(rows)}\n`,
  );
  if (withCurve) {
    process.stdout.write('\nelaboration, checks and Verilog of n x n MACs\n');
    for (const { nodes, milliseconds, microsecondsPerNode } of elaborationCurve())
      process.stdout.write(
        `${String(nodes).padStart(8)} nodes  ${milliseconds.toFixed(0).padStart(6)} ms  ${microsecondsPerNode.toFixed(2).padStart(6)} us per node\n`,
      );
  }
}

function runs(tool: string): boolean {
  try {
    execFileSync(tool, [tool === 'iverilog' ? '-V' : '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function stop(text: string): never {
  process.stderr.write(`bench: ${text}`);
  process.exit(2);
}
