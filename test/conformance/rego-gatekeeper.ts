import { readFileSync } from 'node:fs';
import { compile, type SourceModule } from '../../src/engines/rego/index.ts';
import { readYaml } from '../../src/formats/index.ts';
import { conformancePath } from './data.ts';

/** What the rules named `test_...` of one policy of Gatekeeper's library say. */
export interface PolicyVerdict {
  readonly policy: string;
  readonly passed: number;
  readonly failures: readonly string[];
}

interface Template {
  readonly rego: string;
  readonly libs: readonly string[];
}

/** Compiles every policy of the library with its own tests, in version 0 of the language, and runs these. */
export function judgeGatekeeperLibrary(): readonly PolicyVerdict[] {
  const all: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
    readFileSync(conformancePath('gatekeeper-library', 'rego-unit-tests.json'), 'utf8'),
  );
  return Object.entries(all).map(([policy, files]) => judgePolicy(policy, files));
}

function judgePolicy(policy: string, files: Readonly<Record<string, string>>): PolicyVerdict {
  const { rego, libs } = readTemplate(policy);
  const sources: SourceModule[] = [
    { name: 'template.rego', text: rego },
    ...libs.map((text, i) => ({ name: `lib-${i}.rego`, text })),
    ...Object.entries(files).map(([name, text]) => ({ name, text })),
  ];
  const compiled = compile(sources, { version: 'v0' });
  if (!compiled.ok) return { policy, passed: 0, failures: compiled.problems.map(({ message }) => message) };
  const failures: string[] = [];
  let passed = 0;
  const names = compiled.value.modules.flatMap((module) =>
    module.rules.flatMap(({ ref: [first] }) => {
      const name = first?.kind === 'scalar' ? String(first.value) : '';
      return name.startsWith('test_') ? [[...module.package, name]] : [];
    }),
  );
  for (const path of names) {
    const found = compiled.value.document(path);
    if (found.ok && found.value === true) passed++;
    else failures.push(`${path.join('.')}: ${found.ok ? String(found.value) : found.problems[0]?.message}`);
  }
  return { policy, passed, failures };
}

/** The Rego of a constraint template, in either place that its versions have for it. */
export function readTemplate(policy: string): Template {
  const [document] = readYaml(readFileSync(conformancePath('gatekeeper-library', policy, 'template.yaml'), 'utf8')).documents;
  const template = (document?.value ?? {}) as { readonly spec?: { readonly targets?: readonly Readonly<Record<string, unknown>>[] } };
  const [target] = template.spec?.targets ?? [];
  const code = target?.['code'] as readonly { readonly engine: string; readonly source: Partial<Template> }[] | undefined;
  const { rego = '', libs = [] } = (code?.find(({ engine }) => engine === 'Rego')?.source ?? target ?? {}) as Partial<Template>;
  return { rego, libs };
}
