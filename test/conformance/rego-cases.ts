import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformancePath } from './data.ts';
import { casesOf, type RegoCase } from './rego-judge.ts';

/** A published file of cases: the feature that its folder is named for, and its JSON. */
export interface CaseFile {
  readonly folder: string;
  readonly text: string;
}

export function readRegoCases(): readonly RegoCase[] {
  return readCaseFiles().flatMap(({ folder, text }) => casesOf(folder, text));
}

export function readCaseFiles(): readonly CaseFile[] {
  const root = conformancePath('rego-v1');
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.json'))
        .toSorted()
        .map((name) => ({ folder, text: readFileSync(join(root, folder, name), 'utf8') })),
    );
}
