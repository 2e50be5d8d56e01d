import type { Design } from '../ir/index.js';

/** All passes, in order. */
export const compileDesign = (raw: Design): Design => raw;
