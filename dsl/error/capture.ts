import type { Loc } from '../ir/loc.js';
import { type CallSite, framesOf } from './frames.js';

/** A stack that is turned into frames when somebody asks for them, which for most values is never. */
class CapturedLoc implements Loc {
  #stack: { stack?: unknown } | undefined;
  #frames: Loc['frames'] | undefined;

  constructor(stack: { stack?: unknown }) {
    this.#stack = stack;
  }

  get frames(): Loc['frames'] {
    if (!this.#frames) {
      this.#frames = framesOf(callSites(this.#stack!));
      this.#stack = undefined;
    }
    return this.#frames;
  }
}

/**
 * The place in the user's code that is running now: frames of the library, of node itself and of packages
 * that started the program are left out. Costs a few microseconds, more for a greater `depth`; reading
 * `frames` costs ten times that. The default reaches the user's line from below any combinator; where the
 * whole chain of callers is wanted, as for a module, ask for more. Inside `fromHere` it is where that was called.
 */
export function captureLoc(depth = 12): Loc {
  if (here) return here;
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = depth;
  const stack = {};
  Error.captureStackTrace(stack, captureLoc);
  Error.stackTraceLimit = before;
  return new CapturedLoc(stack);
}

let here: Loc | undefined;

/**
 * Runs a part of the library all of whose work comes from one line of the user's, from however deep it is called:
 * `loc`, or the one that is running now.
 */
export function fromHere<T>(body: () => T, loc?: Loc): T {
  if (here) return body();
  here = loc ?? captureLoc(40);
  try {
    return body();
  } finally {
    here = undefined;
  }
}

/** Runs a function of the user's that such a part has been given: it has lines of its own. */
export function fromUser<T>(body: () => T): T {
  const before = here;
  here = undefined;
  try {
    return body();
  } finally {
    here = before;
  }
}

/** V8 hands out structured frames to whoever stands in `prepareStackTrace` at the first read of `stack`. */
function callSites(captured: { stack?: unknown }): readonly CallSite[] {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_error, sites) => sites;
  const sites = captured.stack;
  Error.prepareStackTrace = before;
  return Array.isArray(sites) ? sites : [];
}
