import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../src/policies');

/** The policies and their libraries as a module, so that the package has them wherever it runs. */
export function policyTextsModule(): string {
  const texts = new Map(
    globSync('*/*.rego', { cwd: FOLDER })
      .map((file) => file.replaceAll('\\', '/'))
      .sort()
      .map((file) => [file.replace(/\.rego$/, ''), readFileSync(join(FOLDER, file), 'utf8')]),
  );
  const libraries = [...texts].flatMap(([name, text]) =>
    name.startsWith('lib/') ? [[name.slice('lib/'.length).replaceAll('-', '_'), text] as const] : [],
  );
  const policies = [...texts].filter(([name]) => !name.startsWith('lib/'));
  return `// Made from the .rego files beside it by \`npm run generate\`.
/** The policy of a check by its id. */
export const POLICY_TEXTS: Readonly<Record<string, string>> = ${table(policies)};

/** Modules of the package lib.seawall by their name. */
export const LIBRARY_TEXTS: Readonly<Record<string, string>> = ${table(libraries)};
`;
}

/** Laid out as the formatter wants it. */
function table(entries: readonly (readonly [string, string])[]): string {
  return `{\n${entries.map(([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)},\n`).join('')}}`;
}
