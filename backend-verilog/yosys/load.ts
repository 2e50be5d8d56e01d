import type { VerilogFile } from '../verilog.js';

/** Yosys, loaded. Every call is a fresh process in its own file system. */
export interface Yosys {
  /**
   * Runs a script over the files, which lie in its current folder; returns what it printed and the files it wrote.
   *
   * @throws YosysError when it ends with an error.
   */
  run(script: string, files: readonly VerilogFile[]): YosysResult;
}

export interface YosysResult {
  /** All that it printed, warnings included. */
  readonly log: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Yosys stopped with an error; the message is its own, `log` all that it printed before. */
export class YosysError extends Error {
  override readonly name = 'YosysError';
  readonly #log: string;
  constructor(message: string, log: string) {
    super(message);
    this.#log = log;
  }
  get log(): string {
    return this.#log;
  }
}

let loading: Promise<Yosys> | undefined;

/** Loads Yosys (WebAssembly, half a second, once); from then on its runs are synchronous. */
export function loadYosys(): Promise<Yosys> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Yosys> {
  const { runYosys, Exit } = await import('@yowasp/yosys');
  await runYosys();
  return {
    run(script, files) {
      const decoder = new TextDecoder();
      let log = '';
      const collect = (bytes: Uint8Array | null): void => {
        if (bytes) log += decoder.decode(bytes, { stream: true });
      };
      const tree = Object.fromEntries(files.map(({ name, text }) => [name, text]));
      try {
        const written = runYosys(['-p', script], tree, { synchronously: true, stdout: collect, stderr: collect });
        return { log, files: texts(written) };
      } catch (error) {
        if (!(error instanceof Exit)) throw error;
        const message = log.split('\n').find(line => line.includes('ERROR')) ?? `yosys ended with code ${error.code}`;
        throw new YosysError(message.trim(), log);
      }
    },
  };
}

/** The plain files of what a run left behind. */
function texts(tree: unknown): Record<string, string> {
  const decoder = new TextDecoder();
  const found: Record<string, string> = {};
  for (const [name, entry] of Object.entries((tree ?? {}) as Record<string, unknown>)) {
    if (typeof entry === 'string') found[name] = entry;
    else if (entry instanceof Uint8Array) found[name] = decoder.decode(entry);
  }
  return found;
}
