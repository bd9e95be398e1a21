import { SyntaxFault } from '../configuration.ts';

/**
 * Values of HOCON as go-akka/configuration holds them: https://github.com/go-akka/configuration/blob/a002c0330665/hocon/value.go. A value is what was
 * written behind a key, piece by piece; what a key meant before is kept, since a substitution may refer to it.
 */
export type Element = HoconObject | HoconArray | Literal | Substitution | HoconValue;

export class HoconObject {
  readonly items: Map<string, HoconValue> = new Map<string, HoconValue>();

  getOrCreate(key: string): HoconValue {
    const child = new HoconValue(this.items.get(key));
    this.items.set(key, child);
    return child;
  }

  merge(other: HoconObject): void {
    if (other === this) return;
    for (const [key, value] of other.items) {
      const own = this.items.get(key);
      if (!own) this.items.set(key, value);
      else {
        const [mine, theirs] = [own.object(), value.object()];
        if (mine && theirs) mine.merge(theirs);
      }
    }
  }
}

export interface HoconArray {
  readonly kind: 'array';
  readonly values: readonly HoconValue[];
}

export interface Literal {
  readonly kind: 'literal';
  readonly text: string;
}

export class Substitution {
  readonly path: string;
  readonly isOptional: boolean;
  resolved: HoconValue | undefined;

  constructor(path: string, isOptional: boolean) {
    this.path = path;
    this.isOptional = isOptional;
  }
}

/** Substitutions can make a small text a huge one, or refer to each other in circles. */
const MAX_STEPS = 2_000_000;
const MAX_CALLS = 300;

class Work {
  steps = 0;
  calls = 0;

  within<T>(work: () => T): T {
    if (++this.calls > MAX_CALLS) throw new SyntaxFault('values refer to each other in a circle, or too deep');
    if (++this.steps > MAX_STEPS) throw new SyntaxFault('values refer to each other too often', undefined, { isLimit: true });
    const result = work();
    this.calls--;
    return result;
  }

  reset(): void {
    this.steps = 0;
    this.calls = 0;
  }
}

/** What one file may cost; a file is read at once, so there is one at a time. */
export const WORK: Work = new Work();

export class HoconValue {
  elements: Element[] = [];
  readonly old: HoconValue | undefined;

  constructor(old?: HoconValue) {
    this.old = old;
  }

  object(): HoconObject | undefined {
    return WORK.within(() => {
      const [first] = this.elements;
      if (first === undefined) return undefined;
      const top = this.#top(first);
      if (top instanceof HoconObject) return top;
      if (top instanceof HoconValue) return top.object();
      return top instanceof Substitution ? top.resolved?.object() : undefined;
    });
  }

  isText(): boolean {
    return WORK.within(() => this.elements.length > 0 && this.elements.every((element) => isText(this.#top(element))));
  }

  text(): string {
    if (!this.isText()) return '';
    const text = WORK.within(() => this.elements.map((element) => textOf(this.#top(element))).join(''));
    WORK.steps += text.length;
    return trimBytes(text === 'null' ? '' : text);
  }

  /** `undefined` where it is no list, or an empty one. */
  list(): readonly HoconValue[] | undefined {
    const all = WORK.within(() => this.elements.flatMap((element) => listOf(this.#top(element)) ?? []));
    WORK.steps += all.length;
    return all.length > 0 ? all : undefined;
  }

  /** As upstream prints it: a list as a text, too. */
  print(indent = 0): string {
    return WORK.within(() => {
      if (this.isText()) return quote(this.text());
      const object = this.object();
      if (object) return `{\r\n${printObject(object, indent + 1)}${' '.repeat(indent * 2)}}`;
      const list = this.list();
      const text = list ? `[${list.map((item) => item.print(indent + 1)).join(',')}]` : '<<unknown value>>';
      WORK.steps += text.length;
      return text;
    });
  }

  /** A substitution of what the key meant before is that. */
  #top(element: Element): Element {
    if (!(element instanceof Substitution)) return element;
    if (element.resolved) return element.resolved.old ?? element;
    return this.old ?? element;
  }
}

function isText(element: Element): boolean {
  if (element instanceof Substitution) return element.resolved?.isText() ?? false;
  return element instanceof HoconValue ? element.isText() : 'kind' in element && element.kind === 'literal';
}

function textOf(element: Element): string {
  if (element instanceof Substitution) return element.resolved?.text() ?? '';
  if (element instanceof HoconValue) return element.text();
  return 'text' in element ? element.text : '';
}

function listOf(element: Element): readonly HoconValue[] | undefined {
  if (element instanceof Substitution) return element.resolved?.list();
  if (element instanceof HoconValue) return element.list();
  return 'values' in element ? element.values : undefined;
}

function printObject({ items }: HoconObject, indent: number): string {
  return [...items].map(([key, value]) => `${' '.repeat(indent * 2)}${quoteKey(key)} : ${value.print(indent)}\r\n`).join('');
}

function quoteKey(key: string): string {
  if (/[ \t]/.test(key)) throw new SyntaxFault('a key with blanks stands in an object in a list, which upstream cannot show');
  return key;
}

function quote(text: string): string {
  return text === '' || /[ \t]/.test(text) ? `"${text}"` : text;
}

/** Texts are bytes here, one for each character. White space beyond ASCII is two or three of them. */
export function trimBytes(text: string): string {
  return text.replace(SPACE_BEFORE, '').replace(SPACE_AFTER, '');
}

const SPACE = '[\\t-\\r ]|\\xc2[\\x85\\xa0]|\\xe1\\x9a\\x80|\\xe2\\x80[\\x80-\\x8a\\xa8\\xa9\\xaf]|\\xe2\\x81\\x9f|\\xe3\\x80\\x80';
const SPACE_BEFORE = new RegExp(`^(?:${SPACE})+`);
const SPACE_AFTER = new RegExp(`(?<!${SPACE})(?:${SPACE})+$`);
