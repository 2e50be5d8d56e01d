#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { load } from './load.js';

/** What `grace` is in the package: `cli/main.ts` without waiting for V8 to compile it. */
const { start } = load(fileURLToPath(new URL('./grace.cjs', import.meta.url))).run() as typeof import('../start.js');
void start(process.argv.slice(2));
