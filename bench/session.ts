import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** What a benchmark process answers to one request. */
export interface Answer {
  readonly checksum: number;
  readonly seconds: number;
  /** Peak resident size so far, in MiB. */
  readonly mib: number;
}

/** A process that runs as many cycles as it reads from its input, and prints `checksum nanoseconds kibibytes`. */
export class Session {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #input: Interface;

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    folder?: string,
  ) {
    this.#child = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.on('error', error => {
      throw new Error(`bench: ${name} does not start: ${error.message}`);
    });
    this.#input = createInterface({ input: this.#child.stdout! });
    this.#lines = this.#input[Symbol.asyncIterator]();
  }

  async run(cycles: number): Promise<Answer> {
    this.#child.stdin!.write(`${cycles}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`bench: ${this.name} ended without an answer`);
    const [checksum, ns, kib] = (value as string).trim().split(' ').map(Number);
    return { checksum: checksum! >>> 0, seconds: ns! / 1e9, mib: kib! / 1024 };
  }

  close(): void {
    this.#child.stdin!.end();
    this.#child.kill();
    this.#input.close();
  }
}
