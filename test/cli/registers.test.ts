import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Workshop } from './grace.js';

const registers = suite('grace registers');
const golden = (name: string): string => readFileSync(new URL(`../golden/registers/${name}`, import.meta.url), 'utf8');
const map = (name: string): string => `registerMap('${name}', { control: register({ enable: rw(bool) }) })`;
const shop = new Workshop({
  'timer.ts': readFileSync(new URL('../../examples/timer/registers.ts', import.meta.url), 'utf8'),
  'two.ts': `import { bool } from 'grace-hdl';
import { register, registerMap, rw } from 'grace-hdl/engines';
export const left = ${map('left')};
export const right = ${map('right')};
`,
  'none.ts': 'export const nothing = 1;\n',
});
registers.after(() => shop.remove());

registers('prints the tables, or what is asked for', async () => {
  assert.equal(await shop.grace('registers', 'timer.ts'), { code: 0, out: golden('timer.md'), err: '' });
  assert.is((await shop.grace('registers', 'timer.ts', '--c')).out, golden('timer.h'));
});

registers('writes all forms into a folder', async () => {
  const asked = ['--c', '--python', '--typescript', '--md', '-o', 'software'];
  const { code, out } = await shop.grace('registers', 'timer.ts', ...asked);
  assert.is(code, 0);
  const names = ['h', 'py', 'ts', 'md'].map(ending => `timer_regs.${ending}`);
  assert.equal(
    out.trim().split('\n'),
    names.map(name => `software/${name}`),
  );
  for (const name of names)
    assert.is(readFileSync(join(shop.folder, 'software', name), 'utf8'), golden(name.replace('_regs', '')));
  assert.equal(JSON.parse((await shop.grace('registers', 'timer.ts', '--json', '-o', 'software')).out), {
    folder: 'software',
    files: ['timer_regs.md'],
  });
});

registers('chooses among several maps, or says what there is', async () => {
  assert.match((await shop.grace('registers', 'two.ts', '--map', 'right')).out, /^# Registers of right\n/);
  assert.equal(await shop.grace('registers', 'two.ts'), {
    code: 1,
    out: '',
    err: 'error: two.ts exports several register maps: left, right\n  help: say which: --map left\n',
  });
  assert.equal(await shop.grace('registers', 'two.ts', '--map', 'middle'), {
    code: 1,
    out: '',
    err: "error: two.ts exports no register map 'middle'\n  help: --map takes one of: left, right\n",
  });
  const { err } = await shop.grace('registers', 'none.ts');
  assert.is(
    err,
    "error: none.ts exports no register map\n  help: export it: export const timerMap = registerMap('timer', { ... })\n",
  );
});

registers.run();
