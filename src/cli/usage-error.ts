/** A mistake of the user that ends the command: what went wrong, where, and what to do. Never a bug. */
export class UsageError extends Error {
  readonly hint: string | undefined;
  readonly place: string | undefined;

  constructor(message: string, details: { readonly hint?: string; readonly place?: string } = {}) {
    super(message);
    this.hint = details.hint;
    this.place = details.place;
  }
}

/** `error: …`, the position, an empty line, `hint: …`. */
export function formatUsageError(error: UsageError): string {
  const lines = [`error: ${error.message}`];
  if (error.place) lines.push(`  at ${error.place}`);
  if (error.hint) lines.push('', `hint: ${error.hint}`);
  return `${lines.join('\n')}\n`;
}
