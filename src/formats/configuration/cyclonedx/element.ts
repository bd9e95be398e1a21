import { checkDepth } from '../configuration.ts';
import { readXmlTokens } from '../xml/tokens.ts';

export interface Element {
  readonly name: string;
  readonly offset: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** All text that stands directly in it. */
  readonly text: string;
}

interface OpenElement extends Element {
  readonly children: Element[];
  text: string;
}

/** The tree of the first element, or nothing where there is none. Names are those without their prefixes. */
export function readElement(text: string): Element | undefined {
  const top: OpenElement = { name: '', offset: 0, attributes: new Map(), children: [], text: '' };
  const open: OpenElement[] = [top];
  for (const token of readXmlTokens(text)) {
    const parent = open.at(-1) ?? top;
    if (token.kind === 'text') parent.text += token.text;
    else if (token.kind === 'end') {
      open.pop();
      if (open.length === 1) break;
    } else {
      checkDepth(open.length, token.offset);
      const attributes = new Map(token.attributes.map(({ name, value }) => [name.local, value]));
      const element: OpenElement = { name: token.name.local, offset: token.offset, attributes, children: [], text: '' };
      parent.children.push(element);
      open.push(element);
    }
  }
  return top.children[0];
}

/** One element of what several say: a later attribute and text win, and what they contain adds up. */
export function mergeElements(first: Element, ...others: readonly Element[]): Element {
  return others.reduce(
    (merged, one) => ({
      ...one,
      attributes: new Map([...merged.attributes, ...one.attributes]),
      children: [...merged.children, ...one.children],
    }),
    first,
  );
}

export function childrenNamed(element: Element, path: readonly string[]): readonly Element[] {
  return path.reduce<readonly Element[]>(
    (elements, name) => elements.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}
