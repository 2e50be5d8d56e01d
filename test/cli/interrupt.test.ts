import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { command, counter, Workshop } from './grace.js';

const interrupt = suite('grace, interrupted');
const shop = new Workshop({ 'counter.ts': counter });
interrupt.after(() => shop.remove());

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  interrupt(`${signal} in a run leaves no partial file`, async () => {
    const args = ['sim', 'counter.ts', '--poke', 'enable=1', '--cycles', '1_000_000_000_000', '--vcd', 'c.vcd'];
    const child = spawn(process.execPath, [...command, ...args], { cwd: shop.folder, stdio: 'ignore' });
    const ended = new Promise(resolve => child.once('exit', resolve));
    while (shop.files().length < 2 && child.exitCode === null) await wait(20);
    child.kill(signal);
    assert.is(await ended, code);
    assert.equal(shop.files(), ['counter.ts']);
  });

interrupt('SIGINT while a clip that never ends is encoded leaves no partial file', async () => {
  const before = shop.files();
  const endless = '{ printf "YUV4MPEG2 W64 H64 F25:1 Cmono\\n"; yes "$(printf "FRAME\\n%4095s" "")"; }';
  const child = spawn(
    'bash',
    ['-c', `${endless} | exec ${[process.execPath, ...command].join(' ')} encode - --no-closed-loop -o c.agc`],
    {
      cwd: shop.folder,
      stdio: 'ignore',
      detached: true,
    },
  );
  const ended = new Promise(resolve => child.once('exit', resolve));
  while (shop.files().length === before.length && child.exitCode === null) await wait(20);
  process.kill(-child.pid!, 'SIGINT');
  await ended;
  while (shop.files().length > before.length) await wait(20);
  assert.equal(shop.files(), before);
});

interrupt('a design that never ends is ended, and leaves no folder behind', async () => {
  shop.write('endless.ts', "import { writeFileSync } from 'node:fs';\nwriteFileSync('started', '');\nfor (;;);\n");
  const child = spawn(process.execPath, [...command, 'check', '--no-types', 'endless.ts'], {
    cwd: shop.folder,
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: shop.folder },
  });
  const ended = new Promise(resolve => child.once('exit', (_code, signal) => resolve(signal)));
  while (!shop.files().includes('started') && child.exitCode === null) await wait(20);
  child.kill('SIGINT');
  assert.is(await ended, 'SIGINT');
  assert.equal(
    shop.files().filter(name => name.startsWith('grace-')),
    [],
  );
});

interrupt.run();
