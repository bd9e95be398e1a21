import type { FieldPath } from '../../../core/index.ts';
import { type Module, type Term, walkRule } from '../../rego/index.ts';
import type { Fault } from '../fault.ts';

interface CheckedModules {
  readonly faults: readonly Fault[];
  /** Whether they look at `data.inventory`. */
  readonly isReferential: boolean;
}

interface PlacedModule {
  readonly module: Module;
  readonly path: FieldPath;
}

/**
 * What Gatekeeper refuses beyond the language: a template without violations, modules of libraries outside of `lib`, and anything under `data`
 * but `data.lib` and `data.inventory`. https://open-policy-agent.github.io/gatekeeper/website/docs/constrainttemplates/
 */
export function checkModules(modules: readonly PlacedModule[]): CheckedModules {
  const [entry, ...libs] = modules;
  const faults: Fault[] = [];
  if (entry && !entry.module.rules.some(({ ref, args }) => nameOf(ref[0]) === 'violation' && args === undefined)) {
    faults.push({
      ...at(entry, 0),
      message: 'invalid rego: missing required rules: [violation]',
      hint: 'a template says what is wrong by a rule violation[{"msg": msg}] { ... }',
    });
  }
  for (const lib of libs) {
    const [first, second] = lib.module.package;
    if (first === 'lib' && second !== undefined) continue;
    faults.push({
      ...at(lib, 0),
      message: `invalid lib prefix: package ${lib.module.package.join('.')} is not below lib`,
      hint: 'package lib.NAME',
    });
  }
  let isReferential = false;
  for (const module of modules) {
    const references = checkReferences(module);
    faults.push(...checkImports(module), ...references.faults);
    isReferential ||= references.isReferential;
  }
  return { faults, isReferential };
}

function at({ module, path }: PlacedModule, offset: number): Omit<Fault, 'message'> {
  return { kind: 'invalid ConstraintTemplate', path, line: module.text.slice(0, offset).split('\n').length };
}

function checkImports(placed: PlacedModule): readonly Fault[] {
  return placed.module.imports.flatMap(({ path, at: offset }) => {
    const [first, second] = path;
    if (first === 'future' || (first === 'data' && second === 'lib')) return [];
    const name = JSON.stringify(path.join('.'));
    const message = first === 'input' ? `cannot import input: ${name}` : `bad import: ${name}`;
    return [{ ...at(placed, offset), message: `invalid import: ${message}`, hint: 'templates import data.lib and future.keywords only' }];
  });
}

/** Functions that would have to ask a server. */
const ASKING: Readonly<Record<string, string>> = {
  external_data: 'asks a Provider, which Seawall never calls',
  'http.send': 'asks a server, which Seawall never does',
  'net.lookup_ip_addr': 'asks a name server, which Seawall never does',
};

function checkReferences(placed: PlacedModule): CheckedModules {
  const faults: Fault[] = [];
  let isReferential = false;
  const heads = new Set<Term>();
  const disallow = (name: string, offset: number): void => {
    faults.push({
      ...at(placed, offset),
      message: `invalid data references: disallowed ref ${name}`,
      hint: 'templates see data.inventory and data.lib',
    });
  };
  for (const rule of placed.module.rules) {
    walkRule(rule, {
      term: (term) => {
        if (term.kind === 'ref' && term.head.kind === 'var' && term.head.name === 'data') {
          heads.add(term.head);
          const first = nameOf(term.path[0]);
          if (first === 'inventory') isReferential = true;
          else if (first !== 'lib') disallow(first === undefined ? 'data' : `data.${first}`, term.at);
        } else if (term.kind === 'var' && term.name === 'data' && !heads.has(term)) disallow('data', term.at);
        else if (term.kind === 'call') {
          const reason = ASKING[term.operator.join('.')];
          if (reason !== undefined)
            faults.push({ ...at(placed, term.at), kind: 'not evaluated', message: `${term.operator.join('.')} ${reason}` });
        }
      },
    });
  }
  return { faults, isReferential };
}

function nameOf(term: Term | undefined): string | undefined {
  if (term?.kind === 'var') return term.name;
  return term?.kind === 'scalar' && typeof term.value === 'string' ? term.value : undefined;
}
