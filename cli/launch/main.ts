#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { load } from './load.js';

/** What `grace` is in the package: `cli/main.ts` without waiting for V8 to compile it. */
const { start } = load(fileURLToPath(new URL('./grace.cjs', import.meta.url))).run() as typeof import('../start.js');

/**
 * Has V8 optimise a function some seven times later than by itself. Most commands are done within half a second, and
 * would spend as much again of both cores on code that has no time left to run; one that runs for seconds gets it all
 * the same. By versions of node, because V8 complains of a flag that it does not know; from 24 on there is no gain.
 */
const later: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=1000000',
  22: '--invocation-count-for-turbofan=20000',
};
const flag = later[process.versions.node.split('.')[0]!];
// After `load`: the code that is kept belongs to the flags that were in force.
if (flag) setFlagsFromString(flag);

void start(process.argv.slice(2));
