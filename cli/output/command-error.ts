export interface Explanation {
  /** `file:line:column`, a path, or another line that says where. */
  readonly where?: string | undefined;
  /** What to do about it; an example that can be pasted when there is one. */
  readonly help?: string | undefined;
  /** 2: the command was called wrongly. 1 (the default): it was called rightly and could not be done. */
  readonly exitCode?: 1 | 2;
}

/** Something the user can mend. Every command ends with one of these, or with a `HardwareError`, or well. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly where: string | undefined;
  readonly help: string | undefined;
  readonly exitCode: 1 | 2;

  constructor(what: string, { where, help, exitCode = 1 }: Explanation = {}) {
    super(what);
    this.where = where;
    this.help = help;
    this.exitCode = exitCode;
  }
}
