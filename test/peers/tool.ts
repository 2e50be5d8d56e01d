import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerilogFile } from '../../backend-verilog/index.js';

export type Peer = 'icarus' | 'verilator';

/** Calls a program in a folder that holds the files; it gets the names of those in Verilog. */
export type Call = (program: string, flags: readonly string[], sources?: readonly string[]) => Answer;

export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Lays the files in a folder for as long as they are used. */
export function withFiles<T>(files: readonly VerilogFile[], use: (call: Call) => T): T {
  const cwd = mkdtempSync(join(tmpdir(), 'grace-peer-'));
  try {
    for (const { name, text } of files) writeFileSync(join(cwd, name), text);
    const all = files.map(({ name }) => name).filter(name => name.endsWith('.v'));
    return use((program, flags, sources = all) =>
      spawnSync(program, [...flags, ...sources], { cwd, encoding: 'utf8', maxBuffer: 1e9 }),
    );
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** What a call that must succeed printed. */
export function printed({ status, stdout, stderr }: Answer): string {
  if (status !== 0) throw new Error(`ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}
