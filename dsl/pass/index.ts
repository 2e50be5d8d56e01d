/** What happens to a design between the language and the back ends. */
export type { Check, Pass, Transform } from './pass.js';
export { checks, compileDesign, transforms } from './pipeline.js';
export { verify } from './verify.js';
