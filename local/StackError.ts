/** Something in the local stack went wrong; the log says more. */
export class StackError extends Error {
  constructor(
    message: string,
    readonly logFile: string,
  ) {
    super(message);
  }
}
