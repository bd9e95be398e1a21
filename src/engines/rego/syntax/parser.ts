import { indexLines, type Position } from '../../../core/index.ts';
import { readAnnotations } from './annotations.ts';
import type { Annotations, Import, Literal, Module, Rule, Term } from './ast.ts';
import { Cursor, SyntaxFault } from './cursor.ts';
import { type Token, tokenize } from './lexer.ts';
import { parseBody, parseLiteral, parseMembership, parseRefTerm } from './terms.ts';

export interface SyntaxError {
  readonly message: string;
  readonly at: number;
  readonly position: Position;
  readonly hint?: string;
}

export interface ParsedModule {
  readonly module: Module;
  readonly errors: readonly SyntaxError[];
}

export type LanguageVersion = 'v0' | 'v1';

const FUTURE_WORDS = ['if', 'contains', 'in', 'every'] as const;
const HEAD_HINT = 'version 1 writes `name if { ... }`, and `name contains item if { ... }` for the members of a set';
/** What may come after a set or an object that begins an expression. */
const CONTINUES: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '=', '-', '&', '|', '[', '.']);
/** More than anybody repairs at once. */
const MAX_ERRORS = 20;

/** Reads a module; of one with errors everything that could be read. */
export function parseModule(name: string, text: string, version: LanguageVersion = 'v1'): ParsedModule {
  const { tokens, comments } = tokenize(text);
  const lines = indexLines(text);
  const errors: SyntaxError[] = [];
  const report = (fault: SyntaxFault): void => {
    if (errors.length >= MAX_ERRORS) return;
    const error = { message: fault.message, at: fault.at, position: lines.positionAt(fault.at) };
    errors.push(fault.hint === undefined ? error : { ...error, hint: fault.hint });
  };
  const annotations = readAnnotations(comments, tokens, lines, report);
  const builder = new ModuleBuilder(new Cursor(tokens, version === 'v1' ? FUTURE_WORDS : []), version, annotations);
  const c = builder.cursor;
  while (c.token.kind !== 'end' || c.index === 0) {
    const start = c.index;
    try {
      builder.readStatement();
      if (c.token.kind === 'end') break;
    } catch (fault) {
      if (fault instanceof RangeError) report(new SyntaxFault('the statement is nested too deep', c.tokens[start]?.start ?? 0));
      else if (fault instanceof SyntaxFault) report(fault);
      else throw fault;
      recover(c, start);
    }
  }
  const { path, imports, rules, version: found } = builder;
  return { module: { name, text, package: path, imports, rules, annotations, version: found }, errors };
}

/** Reads the statements of a query; `words` are the keywords it has beside those of version 0. */
export function parseQuery(
  text: string,
  words: Iterable<string> = FUTURE_WORDS,
): { readonly body: readonly Literal[]; readonly errors: readonly SyntaxError[] } {
  const { tokens } = tokenize(text);
  const c = new Cursor(tokens, words);
  try {
    const body = parseBody(c, '');
    if (c.token.kind !== 'end') c.fail('expected \\n or ;');
    if (body.length === 0) c.fail('expected a query');
    return { body, errors: [] };
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    return { body: [], errors: [{ message: fault.message, at: fault.at, position: indexLines(text).positionAt(fault.at) }] };
  }
}

/** Goes on at the next line that begins with a word at its left edge. */
function recover(c: Cursor, start: number): void {
  c.index = Math.max(c.index, start + 1);
  c.depth = 0;
  c.noUnion = false;
  while (c.token.kind !== 'end' && !(c.token.newline && c.token.kind === 'ident' && isAtLeftEdge(c, c.token))) c.index++;
}

function isAtLeftEdge(c: Cursor, token: Token): boolean {
  const previous = c.tokens[c.index - 1];
  return previous === undefined || token.start - previous.end >= 1 ? lineStart(c, token) : false;
}

function lineStart(c: Cursor, token: Token): boolean {
  // The least column that statements of this module begin in is the first statement's.
  return token.newline && (c.tokens[0] === undefined || token.kind === 'ident') && token.text !== 'else';
}

class ModuleBuilder {
  readonly cursor: Cursor;
  readonly imports: Import[] = [];
  readonly rules: Rule[] = [];
  path: readonly string[] = [];
  version: LanguageVersion;
  private readonly annotations: readonly Annotations[];
  private hasPackage = false;

  constructor(cursor: Cursor, version: LanguageVersion, annotations: readonly Annotations[]) {
    this.cursor = cursor;
    this.version = version;
    this.annotations = annotations;
  }

  readStatement(): void {
    const c = this.cursor;
    while (c.takeSymbol(';'));
    if (!this.hasPackage) {
      this.hasPackage = true;
      if (!c.takeWord('package')) c.fail('expected package', 'a module begins with package and its name');
      this.path = this.readPath();
      return;
    }
    if (c.token.kind === 'end') return;
    if (!c.token.newline && c.lastEnd > 0 && c.tokens[c.index - 1]?.text !== ';') c.fail('expected a new line before the next statement');
    if (c.isWord('package')) c.fail('a module has one package');
    if (c.isWord('import')) this.readImport();
    else this.readRules();
  }

  private readPath(): readonly string[] {
    const c = this.cursor;
    if (c.token.kind !== 'ident') c.fail('expected ident');
    const term = c.next.kind === 'symbol' && !c.next.spaced ? parseRefTerm(c) : ({ kind: 'var', name: c.advance().text, at: 0 } as const);
    return namesOf(term) ?? c.fail('expected a path of names');
  }

  private readImport(): void {
    const c = this.cursor;
    const at = c.advance().start;
    const path = this.readPath();
    const [root, second] = path;
    if (root !== 'data' && root !== 'input' && root !== 'future' && root !== 'rego') {
      throw new SyntaxFault(`unexpected import path, must begin with one of: {data, future, input, rego}, got: ${root}`, at);
    }
    const alias = c.takeWord('as') ? c.advance().text : undefined;
    if (root === 'rego') {
      if (second !== 'v1' || path.length > 2) throw new SyntaxFault('invalid import, must be `rego.v1`', at);
      this.version = 'v1';
      for (const word of FUTURE_WORDS) c.keywords.add(word);
      this.imports.push({ path, at });
    } else if (root === 'future') {
      const words = path.length > 2 ? path.slice(2) : FUTURE_WORDS;
      for (const word of words) {
        if (second !== 'keywords' || !(FUTURE_WORDS as readonly string[]).includes(word))
          throw new SyntaxFault(`unexpected keyword, must be one of ${FUTURE_WORDS.join(', ')}`, at);
        c.keywords.add(word);
        if (word === 'every') c.keywords.add('in');
      }
      this.imports.push({ path, at });
    } else this.imports.push(alias === undefined ? { path, at } : { path, alias, at });
  }

  private readRules(): void {
    const c = this.cursor;
    const at = c.token.start;
    const first = c.index === 0 ? 0 : c.lastEnd;
    const annotations = this.annotations.filter(
      (block) => block.at >= first && block.at < at && block.scope !== 'package' && block.scope !== 'subpackages',
    );
    const isDefault = c.takeWord('default');
    const head = this.readHead(at);
    if (isDefault) {
      if (head.value === undefined) c.fail('a default rule has a value', 'write default name := value');
      const variable = head.value && openTerm(head.value);
      if (variable) throw new SyntaxFault(`illegal default rule (value cannot contain ${variable.kind})`, at);
      if (head.args?.some((arg) => arg.kind !== 'var')) throw new SyntaxFault('illegal default rule (arguments cannot contain values)', at);
      this.rules.push({ ...head, isDefault, body: [], at, end: c.lastEnd, annotations });
      return;
    }
    const hasIf = c.isWord('if');
    const body = this.readBody(head.value !== undefined || head.member !== undefined);
    if (body === undefined && c.isWord('else')) c.fail('a rule without a body has no else', 'give the rule a body: if { ... }');
    const otherwise = this.readElse(head);
    const rule = { ...head, isDefault, body: body ?? [], at, end: c.lastEnd, annotations, ...(hasIf && { hasIf }) };
    this.rules.push(otherwise === undefined ? rule : { ...rule, otherwise });
    if (body === undefined) return;
    // Another body is another rule with the same head.
    while (c.isSymbol('{')) this.rules.push({ ...head, isDefault, body: this.readStatements(), at, end: c.lastEnd, annotations });
  }

  private readHead(at: number): Pick<Rule, 'ref' | 'args' | 'value' | 'member' | 'isAssigned'> {
    const c = this.cursor;
    if (c.token.kind !== 'ident') c.fail('expected a rule', 'a statement is an import or a rule');
    const term = parseRefTerm(c);
    const ref = headRef(term) ?? c.fail('var cannot be used for rule name', `found at the rule that begins at ${at}`);
    // A head with empty parentheses is no function, as the rule is referred to without them.
    const args = term.kind === 'call' && term.args.length > 0 ? term.args : undefined;
    const base = args === undefined ? { ref } : { ref, args };
    if (c.takeWord('contains')) return { ...base, member: parseMembership(c) };
    if (c.takeSymbol(':=')) return { ...base, value: parseMembership(c), isAssigned: true };
    if (c.takeSymbol('=')) return { ...base, value: parseMembership(c) };
    const last = ref.at(-1);
    // Before version 1 a name with one key and no value defines a set: p[x] { ... }, and p.x { ... } as well.
    if (this.version === 'v0' && args === undefined && ref.length === 2 && last && !c.isWord('if'))
      return { ref: ref.slice(0, 1), member: last };
    return base;
  }

  private readBody(mayLack: boolean): readonly Literal[] | undefined {
    const c = this.cursor;
    if (c.takeWord('if')) {
      return c.isSymbol('{') ? this.readBraces() : [parseLiteral(c)];
    } else if (!c.isSymbol('{') || (c.token.newline && this.version === 'v1')) {
      if (!mayLack && this.version === 'v0' && c.token.kind !== 'end' && !c.token.newline) c.fail('expected a body');
      return undefined;
    } else if (this.version === 'v1') c.fail('`if` keyword is required before rule body', HEAD_HINT);
    return this.readStatements();
  }

  private readStatements(): readonly Literal[] {
    const c = this.cursor;
    c.advance();
    const body = parseBody(c, '}');
    if (body.length === 0) c.fail('expected a body that is not empty');
    c.expect('}', 'after the body');
    return body;
  }

  /** After `if` a brace opens a body, or a set or an object that an expression begins with: `if {1} != {2}`. */
  private readBraces(): readonly Literal[] {
    const c = this.cursor;
    const start = c.index;
    let fault: SyntaxFault | undefined;
    let body: readonly Literal[] = [];
    try {
      body = this.readStatements();
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      fault = error;
    }
    const goesOn = !c.token.newline && ((c.token.kind === 'symbol' && CONTINUES.has(c.token.text)) || c.isWord('in'));
    if (!fault && !goesOn) return body;
    const failed = c.index;
    c.index = start;
    c.depth = 0;
    c.noUnion = false;
    try {
      return [parseLiteral(c)];
    } catch (error) {
      if (!(error instanceof SyntaxFault) || !fault) throw error;
      c.index = failed;
      throw fault;
    }
  }

  private readElse(head: Pick<Rule, 'ref' | 'args' | 'value' | 'member'>): Rule | undefined {
    const c = this.cursor;
    const at = c.token.start;
    if (!c.takeWord('else')) return undefined;
    if (head.member !== undefined) throw new SyntaxFault('else keyword cannot be used on multi-value rules', at);
    const isAssigned = c.takeSymbol(':=');
    const value: Term = isAssigned || c.takeSymbol('=') ? parseMembership(c) : { kind: 'scalar', value: true, at };
    const body = this.readBody(true) ?? [];
    const otherwise = this.readElse(head);
    const { ref, args } = head;
    const rule = {
      ref,
      value,
      body,
      isDefault: false,
      at,
      end: c.lastEnd,
      annotations: [],
      ...(args && { args }),
      ...(isAssigned && { isAssigned }),
    };
    return otherwise === undefined ? rule : { ...rule, otherwise };
  }
}

/** What of a default value is known only by evaluating; comprehensions stand for themselves. */
function openTerm(term: Term): Term | undefined {
  switch (term.kind) {
    case 'scalar':
    case 'comprehension':
      return undefined;
    case 'array':
    case 'set':
      return term.items.map(openTerm).find((found) => found !== undefined);
    case 'object':
      return term.pairs
        .flat()
        .map(openTerm)
        .find((found) => found !== undefined);
    default:
      return term;
  }
}

function namesOf(term: Term): readonly string[] | undefined {
  if (term.kind === 'var') return [term.name];
  if (term.kind !== 'ref' || term.head.kind !== 'var') return undefined;
  const names: string[] = [term.head.name];
  for (const part of term.path) {
    if (part.kind !== 'scalar' || typeof part.value !== 'string') return undefined;
    names.push(part.value);
  }
  return names;
}

function headRef(term: Term): readonly Term[] | undefined {
  if (term.kind === 'call') return term.operator.map((name) => ({ kind: 'scalar', value: name, at: term.at }));
  if (term.kind === 'var') return [{ kind: 'scalar', value: term.name, at: term.at }];
  if (term.kind !== 'ref' || term.head.kind !== 'var') return undefined;
  return [{ kind: 'scalar', value: term.head.name, at: term.at }, ...term.path];
}
