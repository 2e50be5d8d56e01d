import { isUsers } from '../error/frames.js';
import type { Loc } from '../ir/index.js';

/** Where a module was called; where no line of the user's did, as when `grace` builds it, the place of its definition. */
export const calledOrDefined = (call: Loc, definition: Loc): Loc => ({
  get frames() {
    const [first] = call.frames;
    return first && isUsers(first) ? call.frames : definition.frames;
  },
});
