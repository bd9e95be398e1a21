import { checkDepth, type Members, type Reading, SyntaxFault, setMember } from '../configuration.ts';
import { readXmlTokens } from './tokens.ts';

interface Element {
  readonly name: string;
  readonly children: Map<string, unknown[]>;
  text: string;
}

/**
 * XML as goxml2json turns it into values: attributes are `-name`, text beside children is `#content`, the last piece of text wins, and a name that
 * comes several times is a list. Upstream keeps silent about what is broken and shows what was closed before; here it is a problem, too.
 * https://github.com/basgys/goxml2json/blob/v1.1.0/decoder.go
 */
export function readXml(text: string): Reading {
  const root: Element = { name: '', children: new Map(), text: '' };
  const open: Element[] = [root];
  const faults: SyntaxFault[] = [];
  try {
    for (const token of readXmlTokens(text)) {
      const element = open.at(-1) ?? root;
      if (token.kind === 'text') element.text = trimNonGraphic(token.text);
      else if (token.kind === 'start') {
        checkDepth(open.length, token.offset);
        const started: Element = { name: token.name.local, children: new Map(), text: '' };
        for (const { name, value } of token.attributes) addChild(started, `-${name.local}`, value);
        open.push(started);
      } else {
        open.pop();
        addChild(open.at(-1) ?? root, element.name, valueOf(element));
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxFault) || error.options.isLimit) throw error;
    faults.push(
      new SyntaxFault(`${error.message}; nothing after this is seen, nor any element that is still open`, error.offset, error.options),
    );
  }
  return { documents: [valueOf(root)], faults };
}

function addChild(element: Element, name: string, value: unknown): void {
  const values = element.children.get(name);
  if (values) values.push(value);
  else element.children.set(name, [value]);
}

function valueOf({ children, text }: Element): unknown {
  if (children.size === 0) return text;
  const members: Members = {};
  if (text !== '') setMember(members, '#content', text);
  for (const [name, values] of children) setMember(members, name, values.length > 1 ? values : values[0]);
  return members;
}

const GRAPHIC = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

function trimNonGraphic(text: string): string {
  const characters = [...text];
  const first = characters.findIndex((character) => GRAPHIC.test(character));
  if (first < 0) return '';
  const last = characters.findLastIndex((character) => GRAPHIC.test(character));
  return characters.slice(first, last + 1).join('');
}
