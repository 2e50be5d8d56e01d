import { register } from 'node:module';

/**
 * `node --import grace-hdl/register design.ts`: runs TypeScript directly, and lets hardware values know
 * the names and lines they are declared at.
 */
const fromSource = import.meta.url.endsWith('.ts');

process.setSourceMapsEnabled(true);
register(fromSource ? './hooks.ts' : './hooks.js', import.meta.url, { data: { fromSource } });
