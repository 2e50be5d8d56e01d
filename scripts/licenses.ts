import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** The licences of the packages that a bundle contains, as text to go beside it. */
export function licensesOf(metafile: Metafile, root: string): string {
  const inside = Object.keys(metafile.inputs).flatMap(
    path => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  return [...new Set(inside)]
    .sort()
    .map(folder => licenseOf(join(root, folder)))
    .join('\n\n');
}

function licenseOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[sc]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence that could go with it`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
