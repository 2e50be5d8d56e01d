/**
 * A test for dotted signal paths. `*` stands for any characters, dots too, `?` for one; a pattern names a signal,
 * or an instance with all that is in it, with or without the top module's name in front.
 */
export function globs(patterns: readonly string[], topName: string): (path: readonly string[]) => boolean {
  const tests = patterns.map(
    pattern =>
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replace(/\*/g, '.*')
          .replace(/\?/g, '.')}(\\..*)?$`,
      ),
  );
  return path => {
    const name = path.join('.');
    return tests.some(test => test.test(name) || test.test(`${topName}.${name}`));
  };
}
