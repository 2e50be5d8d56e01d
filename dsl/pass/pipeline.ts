import type { Diagnostic } from '../error/diagnostic.js';
import { HardwareError } from '../error/hardware-error.js';
import type { Design } from '../ir/index.js';
import { checkConnections } from './check-connections.js';
import { checkDomains } from './check-domains.js';
import { checkDrivers } from './check-drivers.js';
import { checkLoops } from './check-loops.js';
import { checkNames } from './check-names.js';
import { checkStreams } from './check-streams.js';
import { dropDead } from './drop-dead.js';
import { fold } from './fold.js';
import { merge } from './merge.js';
import { name } from './name.js';
import type { Check, Transform } from './pass.js';
import { resolve } from './resolve.js';
import { share } from './share.js';
import { verify } from './verify.js';

/** The checks, in the order in which their errors are shown. They see the design as the user wrote it. */
export const checks: readonly Check[] = [
  checkNames,
  checkConnections,
  checkDrivers,
  checkLoops, // looks through instances, so children come before their parents
  checkDomains,
  checkStreams,
];

/** What is done to a design that has passed the checks. */
export const transforms: readonly Transform[] = [
  resolve, // first: what follows sees the values behind wires
  fold, // before share, as it makes more nodes equal
  share,
  merge, // after share, which makes conditions one
  dropDead, // after all that leaves nodes without a reader
  name, // last: only who is still there has a claim to a name
];

/**
 * From what the language has built to what the back ends take: checked as a whole, cleaned, and named.
 *
 * @throws HardwareError with everything that is wrong, in all modules.
 */
export function compileDesign(raw: Design): Design {
  // The checks read the design without looking where they step, so it has to be well formed first.
  report(verify.check(raw));
  report(checks.flatMap(pass => pass.check(raw)));
  return transforms.reduce((design, pass) => pass.run(design), raw);
}

function report(found: readonly Diagnostic[]): void {
  if (found.length > 0) throw new HardwareError(found);
}
