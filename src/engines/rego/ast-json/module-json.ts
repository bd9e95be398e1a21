import { indexLines } from '../../../core/index.ts';
import { toBase64, utf8 } from '../builtins/bytes.ts';
import { type Comment, type Import, type Module, type Rule, type Term, tokenize } from '../syntax/index.ts';
import { type JsonNode, TermWriter } from './term-json.ts';

/** What of a module is not a statement; each can be left out. */
export interface ModuleJsonOptions {
  readonly comments?: boolean;
}

/**
 * A module as OPA 1.13 writes its syntax tree: rules with their heads, references as lists of terms, each `_` with a number of its own. Exact
 * numbers stand in it as the engine holds them. Places are left out.
 * https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/ast/policy.go
 */
export function moduleJson(module: Module, { comments: wantsComments = true }: ModuleJsonOptions = {}): JsonNode {
  const writer = new TermWriter();
  const rules = module.rules.map((rule) => ruleJson(rule, writer));
  const annotations = module.annotations.map(({ value }) => value);
  const comments = wantsComments ? tokenize(module.text).comments : [];
  return {
    package: { path: [{ type: 'var', value: 'data' }, ...module.package.map(textTerm)] },
    ...(module.imports.length > 0 && { imports: module.imports.map(importJson) }),
    ...(annotations.length > 0 && { annotations }),
    ...(rules.length > 0 && { rules }),
    ...(comments.length > 0 && { comments: comments.map((comment) => commentJson(comment, module)) }),
  };
}

function textTerm(value: string): JsonNode {
  return { type: 'string', value };
}

function importJson({ path: [root = '', ...names], alias }: Import): JsonNode {
  const path = { type: 'ref', value: [{ type: 'var', value: root }, ...names.map(textTerm)] };
  return { ...(alias !== undefined && { alias }), path };
}

function commentJson({ text, start }: Comment, { name, text: source }: Module): JsonNode {
  const { line, column } = indexLines(source).positionAt(start);
  return { Text: toBase64(utf8(text)), Location: { file: name, row: line, col: column } };
}

function ruleJson(rule: Rule, writer: TermWriter): JsonNode {
  const head = headJson(rule, writer);
  const body = rule.body.length > 0 ? writer.body(rule.body) : TRUE_BODY;
  const otherwise = rule.otherwise && ruleJson(rule.otherwise, writer);
  return {
    ...(rule.annotations.length > 0 && { annotations: rule.annotations.map(({ value }) => value) }),
    body,
    ...(rule.isDefault && { default: true }),
    ...(otherwise && { else: otherwise }),
    head,
  };
}

const TRUE: JsonNode = { type: 'boolean', value: true };
const TRUE_BODY: JsonNode = [{ index: 0, terms: TRUE }];

function headJson(rule: Rule, writer: TermWriter): JsonNode {
  const [first, second] = rule.ref;
  const name = first?.kind === 'scalar' ? String(first.value) : '';
  const ref = [{ type: 'var', value: name }, ...rule.ref.slice(1).map((part) => writer.term(part))];
  const args = rule.args && { args: rule.args.map((arg) => writer.term(arg)) };
  if (rule.member) return { ...(rule.ref.length === 1 && { name }), ...args, key: writer.term(rule.member), ref };
  const value = rule.value ? writer.term(rule.value) : TRUE;
  const isEntry = rule.ref.length === 2 && !rule.args && !rule.isDefault;
  // An entry of an object has a key for those who read the tree of older versions; one that is only true has it where it is open.
  const hasName = rule.ref.length === 1 || (isEntry && rule.value !== undefined);
  const hasKey = isEntry && second !== undefined && (rule.hasIf ? !isGround(second) || second.kind === 'ref' : true);
  return {
    ...(hasName && { name }),
    ...args,
    ...(hasKey && { key: ref[1] ?? TRUE }),
    value,
    ...(rule.isAssigned && { assign: true }),
    ref,
  };
}

function isGround(term: Term): boolean {
  switch (term.kind) {
    case 'scalar':
      return true;
    case 'array':
    case 'set':
      return term.items.every(isGround);
    case 'object':
      return term.pairs.flat().every(isGround);
    case 'ref':
      return term.path.every(isGround);
    default:
      return false;
  }
}
