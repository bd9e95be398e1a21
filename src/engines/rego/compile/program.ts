import { indexLines } from '../../../core/index.ts';
import type { BuiltinTable } from '../builtins/define.ts';
import { DocNode } from '../evaluate/runtime.ts';
import type { Annotations, Module, Rule, Term } from '../syntax/index.ts';
import { ANY, type Type, TypeChecker, type Surroundings as TypeSurroundings, unionOf } from '../types/index.ts';
import { keyOf, type Value } from '../values/index.ts';
import { CompileFault, type Diagnostic } from './diagnostics.ts';
import { hoist } from './hoist.ts';
import { compileBody } from './literals.ts';
import { referenceGetter } from './references.ts';
import { type Globals, Resolver } from './resolve.ts';
import { compileGroup, type Group, type ResolvedRule } from './rules.ts';
import { compileTerm } from './terms.ts';
import { arityOf, type Compiler, type Program, type Unit } from './unit.ts';

const COMPILER: Compiler = { body: compileBody, hoist, term: compileTerm, reference: referenceGetter };

/** Compiles modules into a tree of documents. What is wrong with them goes to the program's diagnostics. */
export function compileProgram(modules: readonly Module[], builtins: BuiltinTable, options: Program['options']): Program {
  const diagnostics: Diagnostic[] = [];
  const root = new DocNode(0, []);
  const placeOf: Program['placeOf'] = (name, at) => {
    const module = modules.find((one) => one.name === name);
    return module && { file: name, range: indexLines(module.text).rangeOf(at, at + 1) };
  };
  const program: Program = { root, builtins, compiler: COMPILER, diagnostics, options, placeOf, marks: [], nextId: 1 };
  const groups = new Map<DocNode, Group>();
  const places = new Map<DocNode, { module: Module; rule: Rule }>();
  const names = ruleNames(modules);
  for (const module of modules) {
    const home = nodeAt(program, root, ['data', ...module.package].slice(1));
    const globals = globalsOf(module, names, diagnostics);
    const used = new Set<string>();
    for (const rule of module.rules) {
      guard(diagnostics, module, () => {
        const entry = addRule(program, groups, home, rule, { globals, module, modules, used });
        if (!places.has(entry)) places.set(entry, { module, rule });
      });
    }
    if (options.strict) findUnusedImports(module, used, diagnostics);
  }
  // Calls ask for the arity of functions that may be compiled later.
  for (const [node, group] of groups)
    node.definition = { kind: group.kind, arity: group.arity, evaluate: () => undefined, call: () => undefined };
  const reads = new Map<DocNode, Set<DocNode>>();
  for (const [node, group] of groups) {
    const place = places.get(node);
    const own = new Set<DocNode>();
    reads.set(node, own);
    if (place) guard(diagnostics, place.module, () => (node.definition = compileGroup(program, group, own)));
  }
  if (diagnostics.length === 0) findRecursion(reads, places, diagnostics);
  if (diagnostics.length === 0) program.types = checkTypes(program, groups);
  return program;
}

function guard(diagnostics: Diagnostic[], module: Module, work: () => void): void {
  try {
    work();
  } catch (fault) {
    if (!(fault instanceof CompileFault)) throw fault;
    const { code, message, at, hint } = fault;
    diagnostics.push({ code, message, module: module.name, at, ...(hint !== undefined && { hint }) });
  }
}

/** Checks the types of all rules, each after those it reads; gives what is known of them. */
function checkTypes(program: Program, groups: ReadonlyMap<DocNode, Group>): TypeSurroundings {
  const known = new Map<DocNode, Type>();
  const parameters = new Map<DocNode, readonly Type[]>();
  const parametersOf = (node: DocNode): readonly Type[] => {
    const earlier = parameters.get(node);
    if (earlier) return earlier;
    const all = (groups.get(node)?.rules ?? []).map(({ rule }) => new TypeChecker(surroundings, () => {}).parameters(rule));
    const fallback = groups.get(node)?.fallback !== undefined;
    const found = (all[0] ?? []).map((_, i) => (fallback ? ANY : unionOf(all.map((types) => types[i] ?? ANY))));
    parameters.set(node, found);
    return found;
  };
  const typeOf = (node: DocNode): Type => {
    const type = known.get(node);
    if (type) return type;
    const group = groups.get(node);
    if (!group) return ANY;
    known.set(node, ANY);
    const found = unionOf(
      [...group.rules, ...(group.fallback ? [group.fallback] : [])].flatMap((entry) => ruleTypes(program, entry, surroundings)),
    );
    known.set(node, found);
    return found;
  };
  const surroundings = { root: program.root, typeOf, parametersOf, arityOf: (operator: readonly string[]) => arityOf(program, operator) };
  for (const node of groups.keys()) typeOf(node);
  return surroundings;
}

function ruleTypes(program: Program, { rule, rest, module }: ResolvedRule, surroundings: TypeSurroundings): readonly Type[] {
  const checker = new TypeChecker(surroundings, ({ code, message, at, hint }) =>
    program.diagnostics.push({ code, message, module, at, ...(hint !== undefined && { hint }) }),
  );
  const types: Type[] = [];
  for (let at: Rule | undefined = rule; at; at = at.otherwise) types.push(checker.rule(at, rest));
  return types;
}

/** The rules of each package, by the path of the package with slashes. */
export function ruleNames(modules: readonly Module[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const module of modules) {
    const key = module.package.join('/');
    const own = names.get(key) ?? new Set();
    names.set(key, own);
    for (const rule of module.rules) {
      const [first] = rule.ref;
      if (first?.kind === 'scalar' && typeof first.value === 'string') own.add(first.value);
    }
  }
  return names;
}

/** `rego.v1` and `future.keywords` change the language and name nothing. */
function isLanguage(path: readonly string[]): boolean {
  return path[0] === 'rego' || path[0] === 'future';
}

/** What the names outside of a module's rules stand for: its imports, and the rules of its package. */
export function globalsOf(module: Module, names: ReadonlyMap<string, ReadonlySet<string>>, diagnostics: Diagnostic[]): Globals {
  const globals = new Map<string, readonly string[]>();
  for (const { path, alias, at } of module.imports) {
    if (isLanguage(path)) continue;
    const name = alias ?? path.at(-1) ?? '';
    if (globals.has(name) && module.version === 'v1') {
      diagnostics.push({ code: 'rego_compile_error', message: `import must not shadow import ${path.join('.')}`, module: module.name, at });
    }
    globals.set(name, path);
  }
  for (const name of names.get(module.package.join('/')) ?? [])
    if (!globals.has(name)) globals.set(name, ['data', ...module.package, name]);
  return globals;
}

function nodeAt(program: Program, from: DocNode, path: readonly Value[]): DocNode {
  let node = from;
  for (const part of path) {
    const key = keyOf(part);
    let child = node.children.get(key);
    if (!child) {
      child = new DocNode(program.nextId++, [...node.path, part]);
      node.children.set(key, child);
    }
    node = child;
  }
  return node;
}

interface Surroundings {
  readonly globals: Globals;
  readonly module: Module;
  readonly modules: readonly Module[];
  readonly used: Set<string>;
}

function addRule(
  program: Program,
  groups: Map<DocNode, Group>,
  home: DocNode,
  rule: Rule,
  { globals, module, modules, used }: Surroundings,
): DocNode {
  const resolved = resolveChain(program, rule, globals, module, used);
  const open = resolved.ref.findIndex((part) => part.kind !== 'scalar');
  const known = open < 0 ? resolved.ref : resolved.ref.slice(0, open);
  const rest = open < 0 ? [] : resolved.ref.slice(open);
  const node = nodeAt(
    program,
    home,
    known.map((part) => (part.kind === 'scalar' ? part.value : '')),
  );
  const kind = resolved.args ? 'function' : rest.length > 0 ? 'object' : resolved.member ? 'set' : 'complete';
  const arity = resolved.args?.length ?? 0;
  let group = groups.get(node);
  if (!group) {
    group = { node, kind, arity, rules: [], fallback: undefined };
    groups.set(node, group);
  }
  const path = ['data', ...node.path].join('.');
  if (group.kind !== kind || group.arity !== arity) throw new CompileFault('rego_type_error', `conflicting rules ${path} found`, rule.at);
  const entry: ResolvedRule = {
    rule: resolved,
    rest,
    module: module.name,
    version: module.version,
    chain: metadataChain(rule, module, modules),
  };
  if (!rule.isDefault) group.rules.push(entry);
  else if (group.fallback) throw new CompileFault('rego_type_error', `multiple default rules ${path} found`, rule.at);
  else group.fallback = entry;
  return node;
}

/** Resolves a rule with its else branches, which have the same arguments: one that a single branch uses is used. */
function resolveChain(
  program: Program,
  rule: Rule,
  globals: Globals,
  module: Module,
  used: Set<string>,
  before?: Map<string, number>,
): Rule {
  const resolver = new Resolver(globals);
  const resolved = resolver.rule(rule);
  for (const name of resolver.usedGlobals) used.add(name);
  const complain = (message: string, at: number): void => {
    program.diagnostics.push({ code: 'rego_compile_error', message, module: module.name, at });
  };
  const unused = new Map<string, number>();
  for (const { name, how, at } of program.options.strict ? resolver.unused() : []) {
    if (how !== 'argument') complain(`${how} var ${name} unused`, at);
    else if (!before || before.has(name)) unused.set(name, before?.get(name) ?? at);
  }
  if (rule.otherwise) return { ...resolved, otherwise: resolveChain(program, rule.otherwise, globals, module, used, unused) };
  for (const [name, at] of unused) complain(`unused argument ${name}. (hint: use _ (wildcard variable) instead)`, at);
  return resolved;
}

function findUnusedImports({ name, imports }: Module, used: ReadonlySet<string>, diagnostics: Diagnostic[]): void {
  for (const { path, alias, at } of imports) {
    if (isLanguage(path) || used.has(alias ?? path.at(-1) ?? '')) continue;
    const message = `import ${path.join('.')}${alias === undefined ? '' : ` as ${alias}`} unused`;
    diagnostics.push({ code: 'rego_compile_error', message, module: name, at });
  }
}

/** What rego.metadata.chain gives: the rule, its document and the packages above it, those with annotations and the rule in any case. */
function metadataChain(rule: Rule, module: Module, modules: readonly Module[]): Unit['chain'] {
  const names = rule.ref.flatMap((part: Term) => (part.kind === 'scalar' && typeof part.value === 'string' ? [part.value] : []));
  const path = [...module.package, ...names];
  const rules = modules.filter((other) => other.package.join('/') === module.package.join('/')).flatMap((other) => other.rules);
  const document = rules
    .filter((other) => other.ref.length === rule.ref.length && other.ref.every((part, i) => sameTerm(part, rule.ref[i])))
    .flatMap((other) => other.annotations)
    .find(({ scope }) => scope === 'document');
  const own = rule.annotations.find(({ scope }) => scope === 'rule');
  const chain: { path: readonly string[]; annotations: Annotations | undefined }[] = [{ path, annotations: own ?? document }];
  if (own && document) chain.push({ path, annotations: document });
  const packages = modules.flatMap((other) => other.annotations.map((annotations) => ({ path: other.package, annotations })));
  const at = packages.find((entry) => entry.annotations.scope === 'package' && entry.path.join('/') === module.package.join('/'));
  if (at) chain.push(at);
  for (let length = module.package.length; length > 0; length--) {
    const prefix = module.package.slice(0, length).join('/');
    const above = packages.find((entry) => entry.annotations.scope === 'subpackages' && entry.path.join('/') === prefix);
    if (above) chain.push(above);
  }
  return chain;
}

function sameTerm(a: Term, b: Term | undefined): boolean {
  return a.kind === 'scalar' && b?.kind === 'scalar' && keyOf(a.value) === keyOf(b.value);
}

/** Rules must not depend on themselves, https://www.openpolicyagent.org/docs/policy-language#recursion. */
function findRecursion(
  reads: ReadonlyMap<DocNode, ReadonlySet<DocNode>>,
  places: ReadonlyMap<DocNode, { module: Module; rule: Rule }>,
  diagnostics: Diagnostic[],
): void {
  const state = new Map<DocNode, 'open' | 'done'>();
  const stack: DocNode[] = [];
  const visit = (node: DocNode): void => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open') {
      const cycle = [...stack.slice(stack.indexOf(node)), node]
        .filter((entry) => reads.has(entry))
        .map((entry) => ['data', ...entry.path].join('.'));
      const place = places.get(node) ?? places.get(stack.findLast((entry) => places.has(entry)) ?? node);
      if (!place) return;
      const name = cycle[0] ?? 'data';
      diagnostics.push({
        code: 'rego_recursion_error',
        message: `rule ${name} is recursive: ${cycle.join(' -> ')}`,
        module: place.module.name,
        at: place.rule.at,
      });
      return;
    }
    state.set(node, 'open');
    stack.push(node);
    for (const read of reads.get(node) ?? []) visit(read);
    // Who reads a document reads all that is defined under it.
    for (const child of node.children.values()) visit(child);
    stack.pop();
    state.set(node, 'done');
  };
  for (const node of reads.keys()) visit(node);
}
