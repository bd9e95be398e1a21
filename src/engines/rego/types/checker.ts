import { CompileFault } from '../compile/diagnostics.ts';
import { sourceName } from '../compile/resolve.ts';
import { type Bound, orderBody } from '../compile/safety.ts';
import type { DocNode } from '../evaluate/runtime.ts';
import type { Expression, Literal, Rule, Term } from '../syntax/index.ts';
import { formatValue, keyOf, type Value } from '../values/index.ts';
import { type Signature, signatureOf } from './signatures.ts';
import {
  ANY,
  arrayOf,
  formatType,
  knownKeys,
  members,
  objectOfAny,
  objectType,
  overlap,
  STRING,
  selectKey,
  type Type,
  typeOfValue,
  unionOf,
} from './type.ts';

type Env = Map<string, Type>;
type Call = Term & { readonly kind: 'call' };

/** What the checker needs to know of the other rules. */
export interface Surroundings {
  readonly root: DocNode;
  /** The type of a document or of a function's result. */
  typeOf(node: DocNode): Type;
  arityOf(operator: readonly string[]): number | undefined;
  /** What the patterns in the heads of a function let pass. */
  parametersOf(node: DocNode): readonly Type[];
}

/** Finds expressions that no value can make true: arguments of wrong types, comparisons across types, fields that are not there. */
export class TypeChecker {
  private readonly surroundings: Surroundings;
  private readonly report: (fault: CompileFault) => void;

  constructor(surroundings: Surroundings, report: (fault: CompileFault) => void) {
    this.surroundings = surroundings;
    this.report = report;
  }

  private fault(message: string, at: number, hint?: string): void {
    this.report(new CompileFault('rego_type_error', message, at, hint));
  }

  /** The type of a rule's value, and of its keys and members where it is one of a partial document. */
  rule(rule: Rule, rest: readonly Term[]): Type {
    const env: Env = new Map();
    for (const arg of rule.args ?? []) if (arg.kind === 'var') env.set(arg.name, ANY);
    this.body(rule.body, env);
    const value: Type = rule.member
      ? { kind: 'set', of: this.term(rule.member, env) }
      : rule.value
        ? this.term(rule.value, env)
        : { kind: 'boolean' };
    return rest.reduceRight<Type>((inner, key) => {
      const own = this.term(key, env);
      return key.kind === 'scalar' ? objectType([{ key: key.value, type: inner }]) : objectType([], { key: own, value: inner });
    }, value);
  }

  /** The types of a function's arguments, as the patterns of one rule's head state them. */
  parameters(rule: Rule): readonly Type[] {
    return (rule.args ?? []).map((arg) => {
      const pattern = rule.body.find(
        ({ at, expression }) =>
          at === arg.at &&
          expression.kind === 'unify' &&
          expression.left.kind === 'var' &&
          arg.kind === 'var' &&
          expression.left.name === arg.name,
      );
      return pattern?.expression.kind === 'unify' ? this.term(pattern.expression.right, new Map()) : ANY;
    });
  }

  body(body: readonly Literal[], env: Env): void {
    let ordered = body;
    try {
      ordered = orderBody(body, new Set(env.keys()), new Set(env.keys()) as Bound);
    } catch (fault) {
      // What is unsafe was reported when the rule was compiled.
      if (!(fault instanceof CompileFault)) throw fault;
    }
    for (const literal of ordered) this.literal(literal, literal.isNegated ? new Map(env) : env);
  }

  private literal(literal: Literal, env: Env): void {
    for (const { value } of literal.with) if (value.kind !== 'var' && value.kind !== 'ref') this.term(value, env);
    this.expression(literal.expression, env, literal.at);
  }

  private expression(expression: Expression, env: Env, at: number): void {
    switch (expression.kind) {
      case 'term': {
        const { term } = expression;
        if (term.kind === 'call' && this.surroundings.arityOf(term.operator) === term.args.length - 1) {
          const output = term.args.at(-1) as Term;
          this.unify(output, { ...term, args: term.args.slice(0, -1) }, env, at);
        } else this.term(term, env);
        return;
      }
      case 'unify':
      case 'assign':
        this.unify(expression.left, expression.right, env, at);
        return;
      case 'some-in':
        this.iterate(expression, env, at);
        return;
      case 'every': {
        const inner = new Map(env);
        this.iterate(expression, inner, at);
        this.body(expression.body, inner);
        return;
      }
      default:
    }
  }

  private iterate({ kind, domain, key, value }: Expression & { kind: 'some-in' | 'every' }, env: Env, at: number): void {
    const type = this.term(domain, env);
    const found = members(type);
    if (found === undefined && kind === 'some-in')
      this.fault(`cannot iterate over ${formatType(type)}`, at, 'an array, a set or an object has members');
    if (key) this.bind(key, found?.key ?? ANY, env);
    this.bind(value, found?.value ?? ANY, env);
  }

  private unify(left: Term, right: Term, env: Env, at: number): void {
    const l = this.term(left, env);
    const r = this.term(right, env);
    if (!overlap(l, r)) this.fault(`match error: left: ${formatType(l)}, right: ${formatType(r)}`, at);
    this.bind(left, r, env);
    this.bind(right, l, env);
  }

  /** Gives the variables of a pattern the types of the parts of a value. */
  private bind(pattern: Term, type: Type, env: Env): void {
    if (pattern.kind === 'var') {
      if (!env.has(pattern.name)) env.set(pattern.name, type);
    } else if (pattern.kind === 'array') {
      for (const [i, item] of pattern.items.entries()) this.bind(item, selectKey(type, i) ?? ANY, env);
    } else if (pattern.kind === 'object') {
      for (const [key, value] of pattern.pairs) this.bind(value, key.kind === 'scalar' ? (selectKey(type, key.value) ?? ANY) : ANY, env);
    }
  }

  term(term: Term, env: Env): Type {
    switch (term.kind) {
      case 'scalar':
        return typeOfValue(term.value);
      case 'var':
        return env.get(term.name) ?? ANY;
      case 'ref':
        return this.reference(term, env);
      case 'call':
        return this.call(term, env);
      case 'array':
        return { kind: 'array', items: term.items.map((item) => this.term(item, env)), rest: undefined };
      case 'set': {
        const of = term.items.map((item) => this.term(item, env));
        return { kind: 'set', of: of.length === 0 ? undefined : unionOf(of) };
      }
      case 'object':
        return this.object(term, env);
      case 'comprehension':
        return this.comprehension(term, env);
      default:
        for (const part of term.parts) if (typeof part !== 'string') this.literal(part, new Map(env));
        return STRING;
    }
  }

  private object(term: Term & { kind: 'object' }, env: Env): Type {
    if (term.pairs.length === 0) return objectOfAny();
    const fields: { key: Value; type: Type }[] = [];
    const keys: Type[] = [];
    const values: Type[] = [];
    for (const [key, value] of term.pairs) {
      const own = this.term(key, env);
      const type = this.term(value, env);
      if (key.kind === 'scalar') fields.push({ key: key.value, type });
      else {
        keys.push(own);
        values.push(type);
      }
    }
    return objectType(fields, keys.length === 0 ? undefined : { key: unionOf(keys), value: unionOf(values) });
  }

  private comprehension(term: Term & { kind: 'comprehension' }, env: Env): Type {
    const inner = new Map(env);
    this.body(term.body, inner);
    const value = this.term(term.value, inner);
    if (term.of === 'array') return arrayOf(value);
    if (term.of === 'set') return { kind: 'set', of: value };
    return objectType([], { key: term.key ? this.term(term.key, inner) : ANY, value });
  }

  private reference(term: Term & { kind: 'ref' }, env: Env): Type {
    const { head, path } = term;
    for (const part of path) if (part.kind !== 'scalar' && part.kind !== 'var') this.term(part, env);
    if (head.kind === 'var' && head.name === 'input' && !env.has('input')) return this.anyPath(path, env);
    if (head.kind === 'var' && head.name === 'data' && !env.has('data')) return this.document(term, env);
    return this.follow(term, this.term(head, env), 0, env);
  }

  private anyPath(path: readonly Term[], env: Env): Type {
    for (const part of path) this.bind(part, ANY, env);
    return ANY;
  }

  private document(term: Term & { kind: 'ref' }, env: Env): Type {
    let node: DocNode | undefined = this.surroundings.root;
    for (const [i, part] of term.path.entries()) {
      if (node.definition && node.definition.kind !== 'function') break;
      if (part.kind !== 'scalar') return this.anyPath(term.path.slice(i), env);
      node = node.children.get(keyOf(part.value));
      if (!node) return this.anyPath(term.path.slice(i), env);
    }
    if (!node.definition || node.definition.kind === 'function' || node.children.size > 0)
      return this.anyPath(term.path.slice(node.path.length), env);
    return this.follow(term, this.surroundings.typeOf(node), node.path.length, env);
  }

  /** The type at the end of what is left of a path. */
  private follow(term: Term & { kind: 'ref' }, start: Type, from: number, env: Env): Type {
    let type = start;
    for (let i = from; i < term.path.length; i++) {
      const part = term.path[i] as Term;
      const next = part.kind === 'scalar' ? selectKey(type, part.value) : this.enumerate(type, part, env);
      if (next === undefined) {
        this.undefinedReference(term, type, part);
        return this.anyPath(term.path.slice(i), env);
      }
      type = next;
    }
    return type;
  }

  private enumerate(type: Type, part: Term, env: Env): Type | undefined {
    const found = members(type);
    if (found === undefined) return undefined;
    const own = this.term(part, env);
    if (part.kind === 'var' && env.has(part.name) && !overlap(own, found.key)) return undefined;
    this.bind(part, found.key, env);
    return found.value;
  }

  private undefinedReference(term: Term & { kind: 'ref' }, type: Type, part: Term): void {
    const keys = knownKeys(type)?.map(formatValue);
    const have = part.kind === 'scalar' ? formatValue(part.value) : part.kind === 'var' ? sourceName(part.name) : 'a term';
    const want = keys === undefined ? formatType(type) : `one of: [${keys.slice(0, 20).join(' ')}]`;
    const hint = keys === undefined ? `${formatType(type)} has nothing of this name` : `known here: ${keys.slice(0, 20).join(', ')}`;
    this.fault(`undefined ref: ${describeReference(term)}: have: ${have}, want: ${want}`, part.at, hint);
  }

  private call(term: Call, env: Env): Type {
    const have = term.args.map((arg) => this.term(arg, env));
    const { operator } = term;
    if (operator[0] === 'data') {
      let node: DocNode | undefined = this.surroundings.root;
      for (const name of operator.slice(1)) node = node?.children.get(name);
      if (node?.definition?.kind !== 'function') return ANY;
      const want = this.surroundings.parametersOf(node);
      if (want.some((type, i) => have[i] !== undefined && !overlap(have[i], type))) {
        const text = `have: (${have.map(formatType).join(', ')}), want: (${want.map(formatType).join(', ')})`;
        this.fault(`${operator.join('.')}: invalid argument(s): ${text}`, term.at);
      }
      return this.surroundings.typeOf(node);
    }
    const name = operator.join('.');
    const signature = signatureOf(name);
    if (!signature) return ANY;
    const isWrong = signature.parameters.some(({ type }, i) => have[i] !== undefined && !overlap(have[i], type));
    if (isWrong)
      this.fault(
        `${name}: invalid argument(s): have: (${have.map(formatType).join(', ')}), want: (${describeParameters(signature)})`,
        term.at,
      );
    return signature.result?.type ?? ANY;
  }
}

export function describeParameters({ parameters }: Signature): string {
  return parameters.map(({ name, type }) => (name === '' ? formatType(type) : `${name}: ${formatType(type)}`)).join(', ');
}

function describeReference({ head, path }: Term & { kind: 'ref' }): string {
  let text = head.kind === 'var' ? sourceName(head.name) : 'term';
  for (const part of path) {
    if (part.kind === 'scalar' && typeof part.value === 'string' && /^[A-Za-z_]\w*$/.test(part.value)) text += `.${part.value}`;
    else if (part.kind === 'scalar') text += `[${formatValue(part.value)}]`;
    else text += `[${part.kind === 'var' ? sourceName(part.name) : '...'}]`;
  }
  return text;
}
