import { createRequire } from 'node:module';
import type { ts as TypeScript } from 'ts-morph';

export type { ts } from 'ts-morph';

let loaded: typeof TypeScript | undefined;

/** The compiler that ts-morph brings along, without ts-morph around it; loaded when the first kernel is used. */
export function typescript(): typeof TypeScript {
  if (!loaded) {
    const own = createRequire(import.meta.url);
    loaded = createRequire(own.resolve('ts-morph'))('@ts-morph/common').ts as typeof TypeScript;
  }
  return loaded;
}
