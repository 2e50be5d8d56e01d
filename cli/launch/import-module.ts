/** What the launcher gives the command: a file that is loaded with V8's code for it cannot import by itself. */
declare const launcherImports: ((url: string) => Promise<Readonly<Record<string, unknown>>>) | undefined;

/** `import(url)`, from the sources and in the built command alike. */
export const importModule = (url: string): Promise<Readonly<Record<string, unknown>>> =>
  typeof launcherImports === 'undefined' ? import(url) : launcherImports(url);
