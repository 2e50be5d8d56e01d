import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Module } from './designs.js';

export type Compiler = 'g++' | 'clang++';

/** Clocks the top module for every number read, and answers `checksum nanoseconds kibibytes`. */
const harness = (top: string) => `#include "V${top}.h"
#include "verilated.h"
#include <chrono>
#include <cstdio>
#include <sys/resource.h>
double sc_time_stamp() { return 0; }
int main() {
  V${top}* t = new V${top};
  t->clk = 0; t->rst = 1; t->eval();
  for (int i = 0; i < 2; i++) { t->clk = 1; t->eval(); t->clk = 0; t->eval(); }
  t->rst = 0;
  unsigned long long n;
  while (scanf("%llu", &n) == 1) {
    auto start = std::chrono::steady_clock::now();
    for (unsigned long long i = 0; i < n; i++) { t->clk = 1; t->eval(); t->clk = 0; t->eval(); }
    auto end = std::chrono::steady_clock::now();
    struct rusage usage; getrusage(RUSAGE_SELF, &usage);
    printf("%u %lld %ld\\n", (unsigned)t->checksum,
           (long long)std::chrono::duration_cast<std::chrono::nanoseconds>(end - start).count(), usage.ru_maxrss);
    fflush(stdout);
  }
}
`;

export interface Build {
  readonly executable: string;
  /** Where it has to run to find its memory files. */
  readonly folder: string;
  /** Seconds from the Verilog files to the program; undefined when it was built by an earlier run. */
  readonly seconds: number | undefined;
}

/** Translates, compiles and links in a folder named after the contents; an equal build is used again unless `fresh`. */
export function build(
  files: readonly { name: string; text: string }[],
  module: Module,
  compiler: Compiler,
  fresh: boolean,
): Build {
  const key = createHash('sha1')
    .update(JSON.stringify([files, module, compiler, flags, harness(module.top)]))
    .digest('hex')
    .slice(0, 12);
  const folder = resolve('.cache', 'bench', `${module.top}-${compiler}-${key}`);
  const executable = join(folder, 'obj', `V${module.top}`);
  if (!fresh && existsSync(executable)) return { executable, folder, seconds: undefined };
  rmSync(folder, { recursive: true, force: true });
  const work = `${folder}.part`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const { name, text } of files) writeFileSync(join(work, name), text);
  writeFileSync(join(work, 'main.cpp'), harness(module.top));
  const parameters = Object.entries(module.parameters).map(([name, value]) => `-G${name}=${value}`);
  const sources = files.filter(file => file.name.endsWith('.v')).map(file => file.name);
  const start = process.hrtime.bigint();
  execFileSync(
    'verilator',
    [
      ...flags,
      ...parameters,
      '-MAKEFLAGS',
      `CXX=${compiler} LINK=${compiler} OPT_FAST=-O3 OPT_SLOW=-O3`,
      '--top-module',
      module.top,
      '--Mdir',
      'obj',
      ...sources,
      'main.cpp',
    ],
    { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  renameSync(work, folder);
  return { executable, folder, seconds };
}

const flags = [
  '--cc',
  '--exe',
  '--build',
  '-O3',
  '-Wno-fatal',
  '-Wno-lint',
  '-Wno-style',
  '--x-assign',
  'fast',
  '--x-initial',
  'fast',
  '-CFLAGS',
  '-O3',
  '-j',
  '2',
];
