import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outsideReader, readerFolder, readerPackage } from '../peers/vcd-reader.js';

/** The simulators that some tests compare with, and the Debian packages that bring them. */
const peers = [
  { program: 'iverilog', flag: '-V', package: 'iverilog' },
  { program: 'verilator', flag: '--version', package: 'verilator' },
];

/** Names of the peers that cannot be started here. */
export function missingPeers(): string[] {
  return peers.filter(peer => spawnSync(peer.program, [peer.flag]).status !== 0).map(peer => peer.program);
}

/** Installs what is missing when that is possible (root, with apt-get); otherwise says what to install and ends. */
export async function ensurePeers(): Promise<void> {
  ensureReader();
  const missing = missingPeers();
  if (missing.length === 0) return;
  const packages = peers.filter(peer => missing.includes(peer.program)).map(peer => peer.package);
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (canInstall) {
    console.log(`installing ${packages.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages, 'g++', 'make'], {
      stdio: 'inherit',
      env,
    });
  }
  const still = missingPeers();
  if (still.length === 0) return;
  console.error(
    `error: not installed: ${still.join(', ')}\n  help: apt-get install ${packages.join(' ')} g++ make, then run this again`,
  );
  process.exit(1);
}

/** A reader of VCD from npm, into a folder of its own; the test that needs it says so where it is missing. */
function ensureReader(): void {
  if (outsideReader()) return;
  console.log(`installing ${readerPackage}`);
  mkdirSync(readerFolder, { recursive: true });
  writeFileSync(join(readerFolder, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  spawnSync('npm', ['install', ...flags, readerPackage], { cwd: readerFolder, stdio: 'inherit' });
}
