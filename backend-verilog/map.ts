/** Ties Verilog to what it was made from; printed as JSON beside the files. */
export interface SourceMap {
  readonly top: string;
  /** Lines of Verilog that came from a line of user code, in order. */
  readonly lines: readonly MappedLine[];
  /** By name of the module in the design, which for a black box is not its Verilog name. */
  readonly modules: Readonly<Record<string, MappedModule>>;
}

export interface MappedLine {
  /** Verilog file and line. */
  readonly file: string;
  readonly line: number;
  readonly source: { readonly file: string; readonly line: number; readonly column: number };
}

export interface MappedModule {
  readonly verilog: string;
  /** Name of a signal, as waves and the simulator show it, to the Verilog net. */
  readonly signals: Readonly<Record<string, string>>;
  readonly instances: Readonly<Record<string, { readonly module: string; readonly verilog: string }>>;
}

/** The Verilog path of a signal: `['u_line', 'count']` to `u_line.count`; undefined when nothing bears that name. */
export function verilogPath(map: SourceMap, path: readonly string[]): string | undefined {
  let module = map.modules[map.top];
  const words: string[] = [];
  for (const name of path.slice(0, -1)) {
    const instance = module?.instances[name];
    if (!instance) return undefined;
    words.push(instance.verilog);
    module = map.modules[instance.module];
  }
  const signal = module?.signals[path.at(-1) ?? ''];
  return signal === undefined ? undefined : [...words, signal].join('.');
}
