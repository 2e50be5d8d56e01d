/**
 * Input that the codec cannot use: a damaged stream, a file of another kind, a network that does not fit. `message` says
 * what is wrong and where, in one sentence without a full stop; `help` says what to do about it. The command line prints
 * them as `error: ...` and `help: ...`.
 */
export class CodecError extends Error {
  override readonly name = 'CodecError';

  constructor(
    message: string,
    readonly help: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
