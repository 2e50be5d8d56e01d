import { Option } from 'commander';

/** The engines of the codec, `engines` there: nothing of it is loaded before a command runs. */
export const engineOption = (what: string): Option =>
  new Option('--engine <name>', `${what}: float, the reference; int8, as hardware computes; fast, by onnxruntime-web`)
    .choices(['float', 'int8', 'fast'])
    .default('float');
