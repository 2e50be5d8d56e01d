import { relative, sep } from 'node:path';
import { packageFile } from '../package-root.js';

const ours = ['cli', 'dsl', 'backend-sim', 'backend-verilog', 'stdlib-engines', 'dist'].map(
  folder => packageFile(folder) + sep,
);

/** Where an error comes from, one place per line, the innermost first: the user's own code, without the library and node. */
export function placesOf(error: Error): string | undefined {
  const places = (error.stack ?? '').split('\n').flatMap(line => {
    const [, fn, path, position] =
      /^\s*at (?:(?:async )?(.+?) \()?(?:file:\/\/)?(\/[^():]*):(\d+:\d+)\)?$/.exec(line) ?? [];
    if (!path || path.includes('/node_modules/') || ours.some(folder => path.startsWith(folder))) return [];
    const short = relative(process.cwd(), path);
    return [`${short.startsWith('..') ? path : short}:${position}${fn && fn !== '<anonymous>' ? ` in ${fn}` : ''}`];
  });
  return places.length > 0 ? places.slice(0, 6).join('\n') : undefined;
}
