import { checkDepth, type Members, memberOf, type Reading, SyntaxFault, setMember } from '../configuration.ts';
import { readTokens, type Token } from './lexer.ts';

/**
 * VCL of Varnish and Fastly as go-vcl decodes it into maps: `type: {name: {…}}`. Only assignments and blocks are seen; what subroutines do otherwise
 * is not. https://github.com/KeisukeYamashita/go-vcl/blob/v0.4.0/internal/decoder/decoder.go
 */
export function readVcl(text: string): Reading {
  return { documents: [documentOf(new VclParser(text).readAll())] };
}

type Scalar = string | number | bigint | boolean;

interface Body {
  readonly attributes: Map<string, Scalar | undefined>;
  readonly blocks: Block[];
  readonly flats: (Scalar | Block)[];
  readonly comments: string[];
}

interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

type Expression =
  | { readonly kind: 'scalar'; readonly value: Scalar; readonly isName: boolean; readonly isPercentage: boolean }
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'other' };

const OTHER: Expression = { kind: 'other' };
const BLOCKS = new Set(['sub', 'acl', 'backend', 'director', 'table']);
const PRECEDENCE: Readonly<Record<string, number>> = { '==': 2, '~': 2, '&&': 2, '||': 2, '+': 4 };
const LOWEST = 1;
const PREFIX = 6;

/** https://github.com/KeisukeYamashita/go-vcl/blob/v0.4.0/internal/parser/parser.go */
class VclParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = readTokens(text);
  }

  readAll(): Body {
    const body = emptyBody();
    for (; this.#current.kind !== 'end'; this.#at++) this.#statement(body);
    return body;
  }

  get #current(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] ?? { kind: 'end', text: '', start: 0 };
  }

  get #next(): Token {
    return this.#tokens[Math.min(this.#at + 1, this.#tokens.length - 1)] ?? { kind: 'end', text: '', start: 0 };
  }

  #nextIs(kind: string): boolean {
    if (this.#next.kind !== kind) return false;
    this.#at++;
    return true;
  }

  #statement(body: Body): void {
    const { kind, text, start } = this.#current;
    if (kind === 'name' && this.#next.kind === '=') this.#assignment(body, text, start);
    else if (kind === '/*') this.#comment(body);
    else if (kind === 'comment') body.comments.push(text);
    else if (kind === 'return') this.#return();
    else if (kind === 'call') {
      this.#at++;
      this.#expression(LOWEST);
      this.#nextIs(';');
    } else if (kind === 'text' && !text.startsWith('"') && this.#next.kind === ':') this.#field(body, text);
    else {
      const expression = this.#expression(LOWEST);
      this.#nextIs(';');
      if (expression.kind === 'scalar' && !expression.isName && !expression.isPercentage) body.flats.push(expression.value);
      if (expression.kind === 'block') (expression.block.type === '{' ? body.flats : body.blocks).push(expression.block);
    }
  }

  #assignment(body: Body, name: string, start: number): void {
    this.#at += 2;
    const expression = this.#expression(LOWEST);
    this.#nextIs(';');
    if (expression.kind === 'scalar') body.attributes.set(name, expression.value);
    else if (expression.kind === 'block') body.blocks.push({ type: name, labels: [], body: expression.block.body });
    else throw new SyntaxFault(`the value of ${name} is an expression, and only literals can be shown`, start);
  }

  /** `"name": "value"` of a table. */
  #field(body: Body, name: string): void {
    this.#at += 2;
    const expression = this.#expression(LOWEST);
    this.#nextIs(',');
    const isText = expression.kind === 'scalar' && typeof expression.value === 'string' && !expression.isName && !expression.isPercentage;
    body.attributes.set(name, isText && !String(expression.value).startsWith('"') ? expression.value : undefined);
  }

  #comment(body: Body): void {
    for (this.#at++; this.#current.kind !== '*/'; this.#at++) if (this.#current.kind === 'end') return;
    body.comments.push('/*');
  }

  #return(): void {
    if (!this.#nextIs('(')) return;
    this.#at++;
    this.#expression(LOWEST);
    if (this.#nextIs(')')) this.#nextIs(';');
  }

  #expression(precedence: number): Expression {
    checkDepth(++this.#depth, this.#current.start);
    let left = this.#prefix();
    while (left !== undefined && this.#next.kind !== ';' && precedence < (PRECEDENCE[this.#next.kind] ?? LOWEST)) {
      if (this.#next.kind !== '~' && this.#next.kind !== '+') break;
      this.#at++;
      const own = PRECEDENCE[this.#current.kind] ?? LOWEST;
      this.#at++;
      this.#expression(own);
      left = OTHER;
    }
    this.#depth--;
    return left ?? OTHER;
  }

  /** `undefined` where nothing can begin. */
  #prefix(): Expression | undefined {
    const { kind, text } = this.#current;
    if (BLOCKS.has(kind)) return this.#block();
    switch (kind) {
      case 'name':
        return { kind: 'scalar', value: text, isName: true, isPercentage: false };
      case 'number':
        return numberOf(text);
      case 'percentage':
        return { kind: 'scalar', value: text, isName: false, isPercentage: true };
      case 'text':
        return { kind: 'scalar', value: text, isName: false, isPercentage: false };
      case 'true':
      case 'false':
        return { kind: 'scalar', value: kind === 'true', isName: false, isPercentage: false };
      case '!':
        this.#at++;
        this.#expression(PREFIX);
        return OTHER;
      case '(': {
        this.#at++;
        const inner = this.#expression(LOWEST);
        return this.#nextIs(')') ? inner : OTHER;
      }
      case 'if':
        this.#if();
        return OTHER;
      case '{':
        return { kind: 'block', block: { type: '{', labels: [], body: this.#next.kind === ';' ? emptyBody() : this.#body() } };
      default:
        return undefined;
    }
  }

  #if(): void {
    if (!this.#nextIs('(')) return;
    this.#at++;
    this.#expression(LOWEST);
    if (!this.#nextIs(')') || !this.#nextIs('{')) return;
    this.#body();
    if (this.#nextIs('else') && this.#nextIs('{')) this.#body();
  }

  #block(): Expression {
    const { text: type, start } = this.#current;
    const labels: string[] = [];
    while (this.#next.kind !== '{' && this.#next.kind !== ';') {
      if (this.#next.kind === 'end') throw new SyntaxFault(`the block ${type} is never opened`, start);
      this.#at++;
      labels.push(this.#current.text);
    }
    return { kind: 'block', block: { type, labels, body: this.#nextIs('{') ? this.#body() : emptyBody() } };
  }

  /** From the opening brace to the closing one. */
  #body(): Body {
    checkDepth(++this.#depth, this.#current.start);
    const body = emptyBody();
    for (this.#at++; this.#current.kind !== '}' && this.#current.kind !== 'end'; this.#at++) this.#statement(body);
    this.#depth--;
    return body;
  }
}

function emptyBody(): Body {
  return { attributes: new Map(), blocks: [], flats: [], comments: [] };
}

/** Go's strconv.ParseInt(text, 0, 64): a leading zero means octal. */
function numberOf(text: string): Expression {
  if (/^0[0-9]/.test(text) && /[89]/.test(text)) return OTHER;
  const integer = BigInt(/^0[0-7]/.test(text) ? `0o${text.slice(1)}` : text);
  if (BigInt.asIntN(64, integer) !== integer) return OTHER;
  return { kind: 'scalar', value: Number(integer), isName: false, isPercentage: false };
}

function documentOf({ attributes, blocks }: Body): Members {
  const document: Members = {};
  for (const [name, value] of attributes) if (value !== undefined) setMember(document, name, value);
  for (const { type, labels, body } of blocks) {
    const known = memberOf(document, type);
    const ofType: Members = typeof known === 'object' && known !== null ? (known as Members) : {};
    setMember(document, type, ofType);
    const [name = '', ...others] = labels;
    const hasMembers = body.attributes.size > 0 || body.blocks.length > 0;
    setMember(ofType, name, hasMembers ? within(membersOf(body), others) : body.flats.map(flatOf));
  }
  return document;
}

function membersOf({ attributes, blocks }: Body): Members {
  const members: Members = {};
  for (const [name, value] of attributes) if (value !== undefined) setMember(members, name.replace(/^\.+|\.+$/g, ''), value);
  for (const [type, ofType] of Map.groupBy(blocks, (block) => block.type)) {
    const [only] = ofType;
    const value = ofType.length === 1 && only ? membersOf(only.body) : ofType.map(({ labels, body }) => within(membersOf(body), labels));
    setMember(members, type, value);
  }
  return members;
}

function within(value: unknown, labels: readonly string[]): unknown {
  return labels.reduce((inner: unknown, label) => {
    const members: Members = {};
    setMember(members, label, inner);
    return members;
  }, value);
}

/** A block without a name inside another shows how the library holds it. */
function flatOf(flat: Scalar | Block): unknown {
  if (typeof flat !== 'object') return flat;
  const { type, labels, body } = flat;
  const Attributes: Members = {};
  for (const [name, value] of body.attributes) setMember(Attributes, name, { Name: name, Value: value ?? null });
  const Body = {
    Attributes,
    Blocks: body.blocks.length === 0 ? null : body.blocks.map(flatOf),
    Flats: body.flats.map(flatOf),
    Comments: body.comments,
  };
  return { Type: type, Labels: labels.length === 0 ? null : labels, Body };
}
