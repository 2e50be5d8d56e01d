import { loadCodec } from './codec.js';

type Exports = Readonly<Record<string, unknown>>;

/**
 * The entry points of this package, loaded when a design imports one. A design runs with the copy that the command is
 * part of, however the package is installed, so both sides mean the same thing.
 */
export const entries: ReadonlyMap<string, () => Promise<Exports>> = new Map<string, () => Promise<Exports>>([
  ['grace-hdl', () => import('../../dsl/index.js')],
  ['grace-hdl/sim', () => import('../../backend-sim/index.js')],
  ['grace-hdl/verilog', () => import('../../backend-verilog/index.js')],
  ['grace-hdl/engines', () => import('../../stdlib-engines/index.js')],
  ['grace-hdl/codec', loadCodec],
  ['grace-hdl/naming', () => import('../../dsl/name/runtime.js')],
  ['grace-hdl/esbuild', () => import('../../dsl/name/plugin.js')],
  // What it registers has been done to a design already.
  ['grace-hdl/register', async () => ({})],
]);

/** Where a design finds the entry points that it imports: it is a module of its own, and gets them by a global name. */
export const given = '__graceEntries';

/** The text of a module that has what an entry point exports; what the design does not use is left out of the bundle. */
export async function entryModule(specifier: string): Promise<string> {
  const exports = await entries.get(specifier)!();
  const held = globalThis as { [given]?: Map<string, Exports> };
  held[given] ??= new Map();
  held[given].set(specifier, exports);
  const get = `const get = name => globalThis.${given}.get(${JSON.stringify(specifier)})[name];\n`;
  return (
    get +
    Object.keys(exports)
      .map(name => `export const ${name} = /* @__PURE__ */ get('${name}');\n`)
      .join('')
  );
}
