import * as language from '../../../dsl/index.js';
import { kernel } from '../../../dsl/index.js';
import type { Scope } from '../../../dsl/kernel/front/origin.js';
import { typescript } from '../../../dsl/kernel/front/typescript.js';
import type { KernelFunction } from '../../../dsl/kernel/given.js';

const ts = typescript();

/** Everything that a file could import. */
const imported: Scope = Object.fromEntries(Object.entries(language).map(([name, value]) => [name, () => value]));

/** A kernel from the text of its function, as the loader would make it; `before` stands above it in the file. */
export function kernelFrom(text: string, scope: Readonly<Record<string, unknown>> = {}, before = ''): KernelFunction {
  const around = Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, () => value]));
  const source = () =>
    ['kernel.ts', `import { kernel } from 'grace-hdl';\n${before}\nconst k = kernel(${text});\n`] as const;
  return kernel(() => 0, { source, index: 0, count: 1, scope: { ...imported, ...around } });
}

/** The same function without its types, as JavaScript runs it. */
export function plainOf(text: string, scope: Readonly<Record<string, unknown>> = {}): (...args: unknown[]) => unknown {
  const all: Readonly<Record<string, unknown>> = { ...language, ...scope };
  const { outputText } = ts.transpileModule(`const k = ${text}; return k;`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  return new Function(...Object.keys(all), outputText)(...Object.values(all)) as (...args: unknown[]) => unknown;
}
