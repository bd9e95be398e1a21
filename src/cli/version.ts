import { readFileSync } from 'node:fs';
import { join } from 'node:path';

declare const SEAWALL_VERSION: string | undefined;

/** The version of the package: built into the bundle, read from package.json in a clone. */
export function readVersion(): string {
  if (typeof SEAWALL_VERSION === 'string') return SEAWALL_VERSION;
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
