import { type Expression, type Literal, operatorOf, type Rule, type Term, type With } from '../syntax/index.ts';
import { typeName } from '../values/index.ts';
import { CompileFault } from './diagnostics.ts';

/** What names outside of a rule stand for: rules of the package and imports, as paths that begin with data or input. */
export type Globals = ReadonlyMap<string, readonly string[]>;

/** A variable that a rule declares; `own` is how often the declaration itself mentions it. */
export interface Declaration {
  readonly name: string;
  readonly unique: string;
  readonly at: number;
  readonly how: 'assigned' | 'declared' | 'argument';
  readonly own: number;
}

class Scope {
  readonly names: Map<string, string> = new Map();
  readonly parent: Scope | undefined;
  constructor(parent?: Scope) {
    this.parent = parent;
  }
  find(name: string): string | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }
}

/**
 * Gives every variable of a rule a name of its own: a declared one `name#number`, a wildcard `_#number`, and names of rules and imports
 * become references into data or input. What is left without declaration is one variable of the whole rule.
 */
export class Resolver {
  private readonly globals: Globals;
  private readonly declared: Declaration[] = [];
  private readonly uses = new Map<string, number>();
  /** Names of the surroundings that were used. */
  readonly usedGlobals: Set<string> = new Set();
  private count = 0;

  constructor(globals: Globals) {
    this.globals = globals;
  }

  /** Variables and arguments that nothing uses. */
  unused(): readonly Declaration[] {
    return this.declared.filter(({ unique, own }) => (this.uses.get(unique) ?? 0) <= own);
  }

  private use(name: string): void {
    this.uses.set(name, (this.uses.get(name) ?? 0) + 1);
  }

  rule(rule: Rule): Rule {
    const scope = new Scope();
    const extra: Literal[] = [];
    const args = rule.args?.map((arg) => this.argument(arg, scope, extra));
    const body = this.body([...extra, ...rule.body], scope);
    const inner = body.scope;
    const ref = rule.ref.map((part, i) => (i === 0 ? part : this.term(part, inner)));
    const value = rule.value && this.term(rule.value, inner);
    const member = rule.member && this.term(rule.member, inner);
    return {
      ...rule,
      ref,
      body: body.literals,
      ...(args && { args }),
      ...(value && { value }),
      ...(member && { member }),
    };
  }

  query(body: readonly Literal[]): readonly Literal[] {
    return this.body(body, new Scope()).literals;
  }

  /** A parameter is a variable; any other pattern is compared with the argument by the body. */
  private argument(arg: Term, scope: Scope, extra: Literal[]): Term {
    for (const inner of patternVariables(arg)) checkShadow(inner, arg.at);
    if (arg.kind === 'var' && arg.name !== '_' && !scope.names.has(arg.name))
      return { ...arg, name: this.declareName(arg.name, scope, arg.at, 'argument', 0) };
    const name = this.fresh('_');
    if (arg.kind === 'var' && arg.name === '_') return { ...arg, name };
    for (const inner of patternVariables(arg)) if (!scope.names.has(inner)) this.declareName(inner, scope, arg.at, 'argument', 1);
    const whole: Term = { kind: 'var', name, at: arg.at };
    extra.push({ expression: { kind: 'unify', left: whole, right: arg }, isNegated: false, with: [], at: arg.at, end: arg.at });
    scope.names.set(name, name);
    return whole;
  }

  private fresh(name: string): string {
    return `${name}#${++this.count}`;
  }

  private declareName(name: string, scope: Scope, at: number, how: Declaration['how'], own: number): string {
    const unique = this.introduce(name, scope);
    this.declared.push({ name, unique, at, how, own });
    return unique;
  }

  private introduce(name: string, scope: Scope): string {
    const own = this.fresh(name);
    scope.names.set(name, own);
    return own;
  }

  private body(literals: readonly Literal[], parent: Scope): { literals: readonly Literal[]; scope: Scope } {
    const scope = new Scope(parent);
    const result: Literal[] = [];
    for (const literal of literals) {
      const expression = this.expression(literal.expression, scope, literal.at);
      const all = literal.with.map((entry) => this.override(entry, scope));
      if (expression) result.push({ ...literal, expression, with: all });
    }
    return { literals: result, scope };
  }

  private override(entry: With, scope: Scope): With {
    return { ...entry, target: this.mention(entry.target, scope), value: this.mention(entry.value, scope) };
  }

  /** A term that may name a builtin function. */
  private mention(term: Term, scope: Scope): Term {
    const [first] = operatorOf(term) ?? [];
    const isFree = first !== undefined && first !== 'data' && first !== 'input' && !scope.find(first) && !this.globals.has(first);
    return isFree ? term : this.term(term, scope);
  }

  private expression(expression: Expression, scope: Scope, at: number): Expression | undefined {
    switch (expression.kind) {
      case 'term':
        return { kind: 'term', term: this.term(expression.term, scope) };
      case 'unify':
        return { kind: 'unify', left: this.term(expression.left, scope), right: this.term(expression.right, scope) };
      case 'assign': {
        const right = this.term(expression.right, scope);
        const names = patternVariables(expression.left);
        if (expression.left.kind === 'call' || expression.left.kind === 'ref' || expression.left.kind === 'scalar') {
          throw new CompileFault(
            'rego_compile_error',
            `cannot assign to ${expression.left.kind === 'scalar' ? typeName(expression.left.value) : expression.left.kind}`,
            at,
            'the left side of := is a variable or a pattern of them',
          );
        }
        for (const name of names) {
          checkShadow(name, at);
          this.declareOnce(name, scope, at, 'assigned');
        }
        return { kind: 'unify', left: this.term(expression.left, scope), right };
      }
      case 'declare':
        for (const name of expression.names) {
          checkShadow(name, at);
          this.declareOnce(name, scope, at, 'declared');
        }
        return undefined;
      case 'some-in': {
        const domain = this.term(expression.domain, scope);
        for (const term of [expression.key, expression.value])
          for (const name of term ? patternVariables(term) : []) this.introduce(name, scope);
        const value = this.term(expression.value, scope);
        return expression.key === undefined
          ? { kind: 'some-in', value, domain }
          : { kind: 'some-in', key: this.term(expression.key, scope), value, domain };
      }
      default: {
        const domain = this.term(expression.domain, scope);
        const inner = new Scope(scope);
        for (const term of [expression.key, expression.value])
          for (const name of term ? patternVariables(term) : []) this.declareName(name, inner, at, 'declared', 1);
        const key = expression.key && this.term(expression.key, inner);
        const value = this.term(expression.value, inner);
        const { literals } = this.body(expression.body, inner);
        return { kind: 'every', value, domain, body: literals, ...(key && { key }) };
      }
    }
  }

  private declareOnce(name: string, scope: Scope, at: number, how: 'assigned' | 'declared'): void {
    if (scope.names.has(name))
      throw new CompileFault('rego_compile_error', `var ${name} ${how} above`, at, 'choose another name, or compare with ==');
    this.declareName(name, scope, at, how, how === 'assigned' ? 1 : 0);
  }

  private term(term: Term, scope: Scope): Term {
    switch (term.kind) {
      case 'scalar':
        return term;
      case 'var':
        return this.variable(term, scope);
      case 'ref': {
        const path = term.path.map((part) => this.term(part, scope));
        const head = this.term(term.head, scope);
        if (head.kind === 'ref') return { ...head, path: [...head.path, ...path], at: term.at };
        return { ...term, head, path };
      }
      case 'call':
        return { ...term, operator: this.operator(term.operator, scope, term.at), args: term.args.map((arg) => this.term(arg, scope)) };
      case 'array':
      case 'set':
        return { ...term, items: term.items.map((item) => this.term(item, scope)) };
      case 'object':
        return { ...term, pairs: term.pairs.map(([key, value]) => [this.term(key, scope), this.term(value, scope)]) };
      case 'comprehension': {
        const { literals, scope: inner } = this.body(term.body, scope);
        const value = this.term(term.value, inner);
        const resolved = { kind: term.kind, of: term.of, value, body: literals, at: term.at };
        return term.key === undefined ? resolved : { ...resolved, key: this.term(term.key, inner) };
      }
      default:
        return { ...term, parts: term.parts.map((part) => (typeof part === 'string' ? part : this.templatePart(part, scope))) };
    }
  }

  private templatePart(part: Literal, scope: Scope): Literal {
    const [literal] = this.body([part], scope).literals;
    if (!literal || literal.expression.kind !== 'term' || literal.isNegated) {
      throw new CompileFault(
        'rego_compile_error',
        'unexpected template-string expression',
        part.at,
        'an expression in a template string has a value',
      );
    }
    return literal;
  }

  private variable(term: Term & { kind: 'var' }, scope: Scope): Term {
    const { name, at } = term;
    if (name === '_') return { ...term, name: this.fresh('_') };
    const local = scope.find(name);
    if (local !== undefined) {
      this.use(local);
      return { ...term, name: local };
    }
    if (this.globals.has(name)) this.usedGlobals.add(name);
    const path = this.globals.get(name) ?? (name === 'data' || name === 'input' ? [name] : undefined);
    if (path === undefined) return term;
    const [root = '', ...rest] = path;
    return { kind: 'ref', head: { kind: 'var', name: root, at }, path: rest.map((value) => ({ kind: 'scalar', value, at })), at };
  }

  private operator(operator: readonly string[], scope: Scope, at: number): readonly string[] {
    const [first = '', ...rest] = operator;
    if (scope.find(first) !== undefined)
      throw new CompileFault('rego_type_error', `undefined function ${operator.join('.')}`, at, `${first} is a variable here`);
    const path = this.globals.get(first);
    if (path) this.usedGlobals.add(first);
    return path ? [...path, ...rest] : operator;
  }
}

function checkShadow(name: string, at: number): void {
  if (name === 'input' || name === 'data') {
    throw new CompileFault('rego_compile_error', `variables must not shadow ${name} (use a different variable name)`, at);
  }
}

/** The variables that a pattern binds: those outside of references, calls and comprehensions. */
export function patternVariables(term: Term): readonly string[] {
  switch (term.kind) {
    case 'var':
      return term.name === '_' ? [] : [term.name];
    case 'array':
      return term.items.flatMap(patternVariables);
    case 'object':
      return term.pairs.flatMap(([, value]) => patternVariables(value));
    default:
      return [];
  }
}

/** The name as the user wrote it. */
export function sourceName(name: string): string {
  const at = name.indexOf('#');
  return at < 0 ? name : name.slice(0, at);
}
