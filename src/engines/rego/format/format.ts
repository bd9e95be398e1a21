import type { Import, Literal, Module, Rule, Term } from '../syntax/index.ts';
import { compareStrings } from '../values/index.ts';
import { CommentClash, Layout } from './layout.ts';
import { Source } from './source.ts';
import { TermWriter } from './term-writer.ts';

/** What of the language a module uses. */
interface Style {
  readonly isV1: boolean;
  readonly hasIf: boolean;
  readonly hasContains: boolean;
  readonly hasRefHeads: boolean;
}

export interface FormatOptions {
  /** Whether the result is to be valid in both versions of the language. */
  readonly forBoth?: boolean;
  /** Whether imports that version 1 needs no more are left out. */
  readonly dropsImports?: boolean;
}

/**
 * Writes a module as `opa fmt` does (https://www.openpolicyagent.org/docs/cli#fmt): the order of rules, blank lines between them and
 * which lists stand on several lines are the author's, everything else is not.
 */
export function formatModule(module: Module, { forBoth = false, dropsImports = false }: FormatOptions = {}): string {
  const source = new Source(module.text);
  const keywords = module.imports.filter(({ path }) => path[0] === 'future');
  const isV1 = forBoth || module.version === 'v1';
  const style: Style = {
    isV1,
    hasIf: isV1 || keywords.some(({ path }) => path.length === 2 || path[2] === 'if'),
    hasContains: isV1 || keywords.some(({ path }) => path.length === 2 || path[2] === 'contains'),
    hasRefHeads: module.rules.some(({ ref, member }) => ref.length > 2 || (ref.length === 2 && member !== undefined)),
  };
  return new ModuleWriter(module, importsOf(module, forBoth, dropsImports), source, style).run();
}

/** What `rego.v1` brings is not imported besides. */
function importsOf({ imports }: Module, forBoth: boolean, dropsImports: boolean): readonly Import[] {
  const others = imports.filter(({ path }) => path[0] !== 'future');
  const hasV1 = others.some(({ path }) => path[0] === 'rego');
  if (forBoth) return hasV1 ? others : [{ path: ['rego', 'v1'], at: 0 }, ...others];
  if (dropsImports) return others.filter(({ path }) => path[0] !== 'rego');
  return hasV1 ? others : imports;
}

class ModuleWriter {
  private readonly module: Module;
  private readonly imports: readonly Import[];
  private readonly source: Source;
  private readonly style: Style;
  private readonly layout: Layout;
  private readonly terms: TermWriter;

  constructor(module: Module, imports: readonly Import[], source: Source, style: Style) {
    this.module = module;
    this.imports = imports;
    this.source = source;
    this.style = style;
    this.layout = new Layout(source.comments);
    this.terms = new TermWriter(source, this.layout);
  }

  run(): string {
    const { layout, source, module } = this;
    const start = source.text.search(/^[ \t]*package\b/m);
    layout.commentsUntil(source.row(Math.max(start, 0)));
    layout.startLine();
    layout.write(`package ${this.terms.pathText(module.package, Math.max(start, 0))}`);
    layout.blankLine();
    let rules = [...module.rules];
    let imports = [...this.imports];
    // Imports may stand between rules, and stay there.
    while (rules.length > 0 || imports.length > 0) {
      const firstRule = rules[0]?.at ?? Number.POSITIVE_INFINITY;
      const now = imports.filter(({ at }) => at < firstRule);
      imports = imports.filter(({ at }) => at >= firstRule);
      this.writeImports(now);
      const nextImport = imports[0]?.at ?? Number.POSITIVE_INFINITY;
      const own = rules.filter(({ at }) => at < nextImport);
      rules = rules.filter(({ at }) => at >= nextImport);
      this.writeRules(own);
    }
    return layout.finish();
  }

  private writeImports(imports: readonly Import[]): void {
    const { layout, source } = this;
    const rowOf = ({ at }: Import): number => source.row(at);
    const beside = new Map(imports.map((entry) => [entry, layout.comments.find(({ row }) => row === rowOf(entry))]));
    const taken = new Set(beside.values());
    layout.comments = layout.comments.filter((comment) => !taken.has(comment));
    const groups: Import[][] = [];
    for (const [i, entry] of imports.entries()) {
      const last = imports[i - 1];
      if (last && rowOf(entry) - rowOf(last) <= 1) groups.at(-1)?.push(entry);
      else groups.push([entry]);
    }
    for (const group of groups) {
      if (group[0]) layout.commentsUntil(rowOf(group[0]));
      for (const entry of group.toSorted(compareImports)) {
        layout.startLine();
        layout.write(`import ${this.terms.pathText(entry.path, entry.at)}${entry.alias === undefined ? '' : ` as ${entry.alias}`}`);
        const comment = beside.get(entry);
        if (comment) layout.write(` ${comment.text}`);
        layout.endLine();
      }
      layout.blankLine();
    }
  }

  private writeRules(rules: readonly Rule[]): void {
    const { layout, source } = this;
    for (const [i, rule] of rules.entries()) {
      const back = layout.save();
      try {
        layout.commentsUntil(source.row(rule.at));
        this.writeRule(rule, false);
      } catch (clash) {
        if (!(clash instanceof CommentClash)) throw clash;
        back();
        this.keepRule(rule);
      }
      const next = rules[i + 1];
      const isPair = next && this.isOneLiner(rule) && this.isOneLiner(next) && source.row(next.at) === source.row(rule.at) + 1;
      if (!isPair) layout.blankLine();
    }
  }

  /** A rule with comments where no layout has room for them stays as it is. */
  private keepRule(rule: Rule): void {
    const { layout, source } = this;
    const first = source.row(rule.at);
    const last = source.row(rule.end);
    const above = layout.comments.filter(({ row }) => row < first);
    const below = layout.comments.filter(({ row }) => row > last);
    const beside = layout.comments.find(({ row }) => row === last);
    layout.comments = above;
    if (above.length > 0) layout.commentsUntil(first);
    layout.comments = below;
    layout.startLine();
    layout.write(source.text.slice(rule.at, rule.end) + (beside ? ` ${beside.text}` : ''));
    layout.endLine();
  }

  private isOneLiner(rule: Rule): boolean {
    return rule.body.length <= 1 && !rule.isDefault && this.style.hasIf && (this.style.hasContains || rule.member === undefined);
  }

  private writeRule(rule: Rule, isElse: boolean): void {
    const { layout, source } = this;
    if (!isElse) layout.startLine();
    if (rule.isDefault) layout.write('default ');
    const isConstant = isTrivial(rule.body) && rule.otherwise === undefined;
    this.writeHead(rule, isElse, isConstant);
    if (rule.body.length === 0 || isConstant) {
      if (rule.otherwise) this.writeElse(rule, rule.otherwise);
      else layout.endLine();
      return;
    }
    const [first] = rule.body;
    if (this.style.hasIf && (this.style.hasContains || rule.member === undefined)) {
      layout.write(' if');
      if (rule.body.length === 1 && first && source.row(first.at) === source.row(rule.at)) {
        layout.write(' ');
        this.terms.literal(first);
        layout.endLine();
        if (rule.otherwise) this.writeElse(rule, rule.otherwise);
        return;
      }
    }
    layout.write(' {');
    layout.endLine();
    layout.up();
    this.terms.body(rule.body);
    layout.commentsUntil(source.braceRow(rule.body.at(-1)?.end ?? rule.end));
    layout.down();
    layout.startLine();
    layout.write('}');
    if (rule.otherwise) this.writeElse(rule, rule.otherwise);
    else layout.endLine();
  }

  private writeElse(rule: Rule, otherwise: Rule): void {
    const { layout, source } = this;
    const row = source.row(otherwise.at);
    const isInline = row > source.row(rule.at) && !source.rowText(row).startsWith('else');
    const hasCommentAbove = layout.hasCommentAtEnd || (layout.comments[0]?.row ?? row) < row;
    if (!hasCommentAbove && isInline) layout.write(' ');
    else {
      layout.blankLine();
      layout.startLine();
    }
    layout.commentsUntil(row);
    if (hasCommentAbove && !isInline) layout.ensureLine();
    this.writeRule(otherwise, true);
  }

  private writeHead(rule: Rule, isElse: boolean, isConstant: boolean): void {
    const { layout } = this;
    const { isV1, hasContains } = this.style;
    if (isElse) layout.write('else');
    else this.terms.head(rule.ref, this.style.hasRefHeads);
    if (rule.args && !isElse) this.terms.list('(', ')', rule.args, rule.at, -1);
    if (rule.member) {
      layout.write(hasContains ? ' contains ' : '[');
      const { kind, at } = rule.member;
      // `name.member` says the same as `name["member"]`.
      if (kind === 'scalar' && this.source.tokenAt(at)?.kind === 'ident' && typeof rule.member.value === 'string')
        layout.write(JSON.stringify(rule.member.value));
      else this.terms.term(rule.member);
      if (!hasContains) layout.write(']');
      return;
    }
    const { value } = rule;
    const isTrue = value === undefined || (value.kind === 'scalar' && value.value === true);
    const isEntry = value !== undefined && rule.ref.length > 1 && (rule.ref.at(-1)?.kind !== 'scalar' || this.isOldEntry(rule));
    if (isTrue && !isConstant && !rule.isDefault && !isEntry) return;
    const isWritten = value !== undefined && this.isWritten(value);
    // A head alone means true, and is written out where that would be read as something else, as is a body of nothing but true.
    if (!isWritten && !(isConstant && (rule.body.length > 0 || (isV1 && !rule.args)))) return;
    layout.write(isV1 || rule.isAssigned === true ? ' := ' : ' = ');
    if (value && isWritten) this.terms.term(value);
    else layout.write('true');
  }

  /** `p["x"] = true { ... }`, which without if is an entry of an object whose value is always written. */
  private isOldEntry({ ref, value, body: [first], at, args }: Rule): boolean {
    if (ref.length !== 2 || args || !value || !first || !this.isWritten(value)) return false;
    return !/\bif[\s{]*$/.test(this.source.text.slice(at, first.at));
  }

  /** Whether a value stands in the text; that of an else without one is made up by the parser. */
  private isWritten(value: Term): boolean {
    return this.source.tokenAt(value.at)?.text !== 'else';
  }
}

function isTrivial(body: readonly Literal[]): boolean {
  const [only] = body;
  if (body.length === 0) return true;
  if (body.length > 1 || !only || only.isNegated || only.with.length > 0 || only.expression.kind !== 'term') return false;
  const { term } = only.expression;
  return term.kind === 'scalar' && term.value === true;
}

function compareImports(a: Import, b: Import): number {
  for (let i = 0; i < a.path.length && i < b.path.length; i++) {
    const order = compareStrings(a.path[i] ?? '', b.path[i] ?? '');
    if (order !== 0) return order;
  }
  return a.path.length - b.path.length || compareStrings(a.alias ?? '', b.alias ?? '');
}
