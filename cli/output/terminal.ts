import picocolors from 'picocolors';

/** `NO_COLOR` and `FORCE_COLOR` decide when set; otherwise only a terminal gets colour. */
function wantsColor(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return stream.isTTY === true && process.env.TERM !== 'dumb';
}

/** Colours for what a command answers, and for what it says beside. */
export const color = { out: wantsColor(process.stdout), err: wantsColor(process.stderr) };
export const ink = { out: picocolors.createColors(color.out), err: picocolors.createColors(color.err) };

/** Writes text to standard output; resolves when the reader has taken it, so that nothing is cut off at the end. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, error => (error ? reject(error) : resolve()));
  });
}

/** A bigint is a number when a script can read it as one, and a decimal string otherwise. */
export const printJson = (value: unknown): Promise<void> =>
  print(
    JSON.stringify(
      value,
      (_key, item) => (typeof item === 'bigint' ? (BigInt(Number(item)) === item ? Number(item) : `${item}`) : item),
      2,
    ),
  );

/** Says something beside the answer, on standard error. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);
