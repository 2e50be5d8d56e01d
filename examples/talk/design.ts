import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Activity, timelineSvg } from 'grace-hdl/codec';
import { type AcceleratorConfig, accelerator } from 'grace-hdl/engines';
import { verilog } from 'grace-hdl/verilog';
import type { Stage } from '../picture/stage.js';
import type { Resources } from './summary.js';

/** Cycles in the middle of a frame that the timeline shows in detail. */
const detail = 16_000;

export const designFiles = (measured: boolean) => [
  ...(measured
    ? [['timeline.svg', 'which units of the accelerator were at work when, of the last frame'] as const]
    : []),
  ['verilog/', 'the accelerator in Verilog-2001, one module per file'] as const,
];

/** Writes the Verilog of an accelerator, and when its units were at work, if that is known. */
export function writeDesign(stage: Stage, config: AcceleratorConfig, activity: Activity | undefined): void {
  for (const { name, text } of verilog(accelerator({ config })).files) stage.write(join('verilog', name), text);
  if (!activity) return;
  const { samples, every } = activity;
  const run = samples.length * every;
  const from = every * Math.floor(Math.max(0, run - detail) / 2 / every);
  const title = `A frame of tiny-64 on an array of ${config.rows}x${config.columns}: units at work`;
  stage.write(
    'timeline.svg',
    timelineSvg(activity, {
      title,
      parts: [
        [0, run],
        [from, Math.min(run, from + detail)],
      ],
    }),
  );
}

/** What an accelerator takes of a Zynq-7020, counted by a process of its own, which ends with this one. */
export async function resourcesOf(array: string): Promise<Resources> {
  const script = fileURLToPath(new URL('./synthesis.ts', import.meta.url));
  const running = promisify(execFile)(process.execPath, [...process.execArgv, script, array]);
  const end = (): void => void running.child.kill();
  process.on('exit', end);
  try {
    return JSON.parse((await running).stdout) as Resources;
  } finally {
    process.off('exit', end);
  }
}
