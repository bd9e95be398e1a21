import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const FOLDER = join(import.meta.dirname, '../../../shared/conformance');

/** Truth of other projects stands beside the clone and is no part of it. */
export function conformancePath(...parts: readonly string[]): string {
  return join(FOLDER, ...parts);
}

/** What a test that needs the data passes as `skip`: where it is missing the test is skipped with the reason, and in CI it runs and fails. */
export function skipWithout(...parts: readonly string[]): string | false {
  if (existsSync(conformancePath(...parts)) || process.env['CI'] === 'true') return false;
  return 'no ../shared/conformance';
}
