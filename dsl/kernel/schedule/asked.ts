import { fail } from '../../scope/report.js';
import { type Target, type TargetName, targets } from './target.js';

/**
 * The target of some timing, when that can be kept at all.
 *
 * @throws HardwareError HW002 of a number of stages that is none, of a period in which a register alone does not fit, and
 * of a target that there is not.
 */
export function targetOf(asked: {
  readonly stages?: number | undefined;
  readonly period?: number | undefined;
  readonly target?: TargetName | undefined;
}): Target {
  const { stages, period, target: name = 'xc7' } = asked;
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (!target) fail('HW002', `target: '${name}'`, `one of ${Object.keys(targets).join(', ')}`);
  if (stages !== undefined && !(Number.isInteger(stages) && stages >= 0))
    fail('HW002', `${stages} stages`, 'a whole number of registers: { stages: 2 }');
  if (period !== undefined && !(period > target.register))
    fail(
      'HW002',
      `a period of ${period} ns, of which a register alone takes ${target.register} ns on ${name}`,
      'nanoseconds of a clock cycle: { period: 5 }',
    );
  return target;
}
