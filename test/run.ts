import { cpus } from 'node:os';
import { checks } from './runner/checks.js';
import { testFiles } from './runner/files.js';
import { type Job, stopAll } from './runner/job.js';
import { ensurePeers, missingPeers } from './runner/peers.js';
import { inPool } from './runner/pool.js';
import { lastLine, show, slowest } from './runner/report.js';

/**
 * `npm test [-- pattern...]` runs the files whose path contains a pattern, or all of them and the static checks.
 * `npm run test:peers` runs the comparisons with Icarus and Verilator, which it installs or asks for; `npm run test:synth`
 * runs what large designs become on an FPGA, which takes minutes.
 */
const args = process.argv.slice(2);
const peersOnly = args.includes('--peers');
const synthOnly = args.includes('--synth');
const patterns = args.filter(arg => !arg.startsWith('--'));

process.on('SIGINT', () => stopAll(130));
process.on('SIGTERM', () => stopAll(143));

if (peersOnly) await ensurePeers();
const missing = missingPeers();
const found = testFiles(patterns).filter(file => (peersOnly ? file.peers : file.synth === synthOnly));
const runnable = found.filter(file => !file.peers || missing.length === 0);
const jobs: Job[] = [...(peersOnly || synthOnly ? [] : checks(patterns)), ...runnable.map(file => file.job)];

const results = await inPool(jobs, Math.min(2, cpus().length), show);
const left = found.length - runnable.length;
if (left > 0)
  console.log(`skipped  ${left} files of test/peers: not installed: ${missing.join(', ')} (npm run test:peers)`);
if (results.length === 0 && left === 0) {
  console.error(`no test matches ${patterns.join(' ') || 'test/peers'}`);
  process.exitCode = 1;
}
slowest(results);
process.exitCode ||= results.some(result => result.failed > 0) ? 1 : 0;
console.log(lastLine(results, left));
