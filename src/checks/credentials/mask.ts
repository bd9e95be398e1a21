/** Names a secret without telling it: its first characters, never more than a quarter of it, and its length. */
export function maskSecret(secret: string): string {
  const shown = secret.length < 8 ? 0 : Math.min(4, Math.floor(secret.length / 4));
  const start = secret.slice(0, shown).replace(/[^\x21-\x7e]/g, '?');
  return `${start}…, ${secret.length} characters`;
}
