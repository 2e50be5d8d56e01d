import { Option } from 'commander';

/** The engines of the codec, `engines` there: nothing of it is loaded before a command runs. */
const known = {
  float: 'the reference',
  int8: 'as hardware computes',
  fast: 'by onnxruntime-web',
} as const;

/** @param more engines of this command alone, and what they are */
export function engineOption(what: string, more: Readonly<Record<string, string>> = {}): Option {
  const all = { ...known, ...more };
  const described = Object.entries(all).map(([name, says]) => `${name}, ${says}`);
  return new Option('--engine <name>', `${what}: ${described.join('; ')}`).choices(Object.keys(all)).default('float');
}
