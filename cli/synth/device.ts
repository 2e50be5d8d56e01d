import { type DeviceName, devices, type Target } from '../../backend-verilog/index.js';
import { CommandError } from '../output/command-error.js';

const targets: readonly Target[] = ['xc7', 'ecp5', 'ice40'];

/** The target and device that were asked for. Throws `CommandError` for unknown ones, and for two that do not go together. */
export function targetAndDevice(
  target: string | undefined,
  device: string | undefined,
): { target?: Target; device?: DeviceName } {
  const family = target === undefined ? undefined : targets.find(name => name === target.toLowerCase());
  if (target !== undefined && !family)
    throw new CommandError(`unknown target '${target}'`, {
      help: `--target takes one of: ${targets.join(', ')}`,
      exitCode: 2,
    });
  if (device === undefined) return family ? { target: family } : {};
  const part = deviceNamed(device);
  const fitting = Object.entries(devices).flatMap(([name, entry]) =>
    !family || entry.target === family ? [name] : [],
  );
  if (!part)
    throw new CommandError(`unknown device '${device}'`, {
      help: `--device takes one of: ${fitting.join(', ')}`,
      exitCode: 2,
    });
  if (family && devices[part].target !== family)
    throw new CommandError(`${part} is no ${family} device`, {
      help: `--target ${devices[part].target}, or --device with one of: ${fitting.join(', ')}`,
      exitCode: 2,
    });
  return { target: devices[part].target, device: part };
}

/** Package and speed may follow the name: xc7z020clg400-1. */
const deviceNamed = (text: string): DeviceName | undefined =>
  (Object.keys(devices) as DeviceName[]).find(name => text.toLowerCase().startsWith(name));
