import { relative, sep } from 'node:path';
import { columnInFile } from '../../dsl/error/inserted.js';
import { packageFile } from '../package-root.js';

const ours = ['cli', 'dsl', 'backend-sim', 'backend-verilog', 'stdlib-engines', 'codec', 'dist'].map(
  folder => packageFile(folder) + sep,
);

/**
 * Where an error comes from, one place per line, the innermost first: the user's own code, without the library and
 * node, and without what called it.
 */
export function placesOf(error: Error): string | undefined {
  const places: string[] = [];
  for (const line of (error.stack ?? '').split('\n')) {
    const [, fn, path, row, column] =
      /^\s*at (?:(?:async )?(.+?) \()?(?:file:\/\/)?((?:\/|grace-hdl\/)[^():]*):(\d+):(\d+)\)?$/.exec(line) ?? [];
    if (!path || path.includes('/node_modules/')) continue;
    // The built command goes by a name without a folder.
    if (path.startsWith('grace-hdl/') || ours.some(folder => path.startsWith(folder))) {
      if (places.length > 0) break;
      continue;
    }
    const short = relative(process.cwd(), path);
    const position = `${row}:${columnInFile(path, Number(row), Number(column))}`;
    places.push(`${short.startsWith('..') ? path : short}:${position}${fn && /^\w+$/.test(fn) ? ` in ${fn}` : ''}`);
  }
  return places.length > 0 ? places.slice(0, 6).join('\n') : undefined;
}
