import type { Rule } from '../rule.js';
import { condition } from './condition.js';
import { kernelCall } from './kernel-call.js';
import { operator } from './operator.js';
import { reassigned } from './reassigned.js';
import { template } from './template.js';
import { unused } from './unused.js';

/** All rules, as `docs/lint.md` lists them. */
export const rules: readonly Rule[] = [condition, operator, template, reassigned, kernelCall, unused];
