/** Why the server cannot start: one line that says what and how to mend it. */
export class StartupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartupError';
  }
}
