import { type Members, SyntaxFault, setMember } from '../configuration.ts';
import { childrenNamed, type Element, mergeElements } from './element.ts';
import { type Field, fieldsOf } from './shape.ts';

/** One object of the elements that stand for it, the last of which wins where they differ. */
export function decodeObject([first, ...others]: readonly [Element, ...Element[]], type: string): Members {
  const element = mergeElements(first, ...others);
  const members: Members = {};
  for (const field of fieldsOf(type) ?? []) {
    const value = field.name === 'specVersion' ? 'SpecVersion(0)' : decodeField(element, field);
    if (value !== undefined) setMember(members, field.name, value);
  }
  if (type === 'License') checkLicense(members, element);
  return members;
}

function checkLicense({ id, name }: Members, { offset }: Element): void {
  if (id !== undefined && name !== undefined) throw new SyntaxFault('a license has an id and a name, of which only one can be', offset);
  if (id === undefined && name === undefined) throw new SyntaxFault('a license has neither an id nor a name', offset);
}

function decodeField(element: Element, { source, path, type, isOptional }: Field): unknown {
  if (source === 'element') return decodeElements(childrenNamed(element, path), type, isOptional);
  const text = source === 'attribute' ? element.attributes.get(path[0] ?? '') : source === 'text' ? element.text : undefined;
  return scalarOf(text, type, isOptional, element.offset);
}

function decodeElements(elements: readonly Element[], type: string, isOptional: boolean): unknown {
  const [first, ...others] = elements;
  if (type.startsWith('[]')) return first && elements.map((one) => decodeElements([one], type.slice(2), false));
  if (type === 'reference' || type === '@BOMReference') {
    return scalarOf(elements.at(-1)?.attributes.get('ref'), 'string', isOptional, first?.offset ?? 0);
  }
  const plain = type.replace(/^!/, '');
  const special = first && decodeSpecial(plain, elements);
  if (special) return special.value;
  if (!fieldsOf(plain)) return scalarOf(elements.at(-1)?.text, type, isOptional, elements.at(-1)?.offset ?? 0);
  if (first) return decodeObject([first, ...others], plain);
  return type.startsWith('!') ? decodeObject([{ name: '', offset: 0, attributes: new Map(), children: [], text: '' }], plain) : undefined;
}

const EMPTY: ReadonlySet<unknown> = new Set(['', 0, false]);

function scalarOf(text: string | undefined, type: string, isOptional: boolean, offset: number): unknown {
  const kind = type.replace(/^\*/, '');
  if (type.startsWith('*') && text === undefined) return undefined;
  const value = kind === 'string' || kind === 'reference' ? (text ?? '') : parseScalar((text ?? '').trim(), kind, offset);
  return isOptional && !type.startsWith('*') && EMPTY.has(value) ? undefined : value;
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['', '0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const),
]);

function parseScalar(text: string, kind: string, offset: number): number | boolean | undefined {
  if (kind === 'bool') {
    const value = WORDS.get(text);
    if (value === undefined) throw new SyntaxFault(`${JSON.stringify(text.slice(0, 40))} must be true or false`, offset);
    return value;
  }
  if (kind !== 'int' && !kind.startsWith('float')) return undefined;
  const pattern = kind === 'int' ? /^[-+]?[0-9]+$|^$/ : /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$|^$/;
  const value = Number(text);
  if (!pattern.test(text) || !Number.isFinite(value) || (kind === 'int' && Math.abs(value) > 2 ** 63)) {
    throw new SyntaxFault(`${JSON.stringify(text.slice(0, 40))} must be ${kind === 'int' ? 'an integer' : 'a number'}`, offset);
  }
  return kind === 'float32' ? shortest(value) : value;
}

/** A number of 32 bits as it is written in decimal digits: 0.7 is not 0.699999988079071. */
function shortest(value: number): number {
  const rounded = Math.fround(value);
  for (let digits = 1; digits < 10; digits++) {
    const short = Number(rounded.toPrecision(digits));
    if (Math.fround(short) === rounded) return short;
  }
  return rounded;
}

type Special = (element: Element) => unknown;

/** What XML and JSON write in different ways: https://github.com/CycloneDX/cyclonedx-go/blob/v0.12.0/cyclonedx_xml.go */
const SPECIALS: Readonly<Record<string, Special>> = {
  '@Licenses': (element) => element.children.map(licenseOf),
  '@EnvironmentVariables': (element) =>
    element.children.map((child) => {
      if (child.name === 'value') return child.text === '' ? {} : child.text;
      if (child.name !== 'environmentVar') throw unknown(child);
      const property = decodeObject([child], 'Property');
      return property['name'] === '' && property['value'] === '' ? {} : property;
    }),
  Dependency: (element) => ({
    ref: element.attributes.get('ref') ?? '',
    ...references('dependsOn', childrenNamed(element, ['dependency'])),
    ...references('provides', childrenNamed(element, ['provides'])),
  }),
  Copyright: ({ text }) => ({ text }),
  ToolsChoice: toolsOf,
  Evidence: evidenceOf,
  MLDatasetChoice: (element) => {
    const ref = textOf(element, 'ref');
    return ref === undefined ? decodeObject([element], 'ComponentData') : { ref };
  },
  CertificateState: (element) =>
    decodeObject([element], textOf(element, 'state') === undefined ? 'CustomCertificateState' : 'PredefinedCertificateState'),
  CertificateExtension: (element) =>
    decodeObject(
      [element],
      textOf(element, 'commonExtensionName') === undefined ? 'CustomCertificateExtension' : 'CommonCertificateExtension',
    ),
  AsserterChoice: (element) => {
    const organization = decodeElements(childrenNamed(element, ['organization']), 'OrganizationalEntity', true);
    if (organization !== undefined) return { organization };
    const individual = decodeElements(childrenNamed(element, ['contact']), 'OrganizationalContact', true);
    if (individual !== undefined) return { individual };
    const ref = childrenNamed(element, ['ref']).at(-1);
    return ref ? { ref: ref.attributes.get('ref') ?? '' } : {};
  },
  DataClassification: dataflowOf,
  Definitions: (element) => ({
    ...listOf('standards', childrenNamed(element, ['standards', 'standard']), 'StandardDefinition'),
    ...patentsOf(childrenNamed(element, ['patents'])),
  }),
};

/** The value of a type that has a form of its own in XML. */
function decodeSpecial(type: string, elements: readonly Element[]): { readonly value: unknown } | undefined {
  const [first, ...others] = elements;
  if (!first) return undefined;
  if (/^IKEv2(?:Auth|Enc|Integ|Ke|Prf)$/.test(type)) return { value: transformOf(mergeElements(first, ...others), type) };
  const special = Object.hasOwn(SPECIALS, type) ? SPECIALS[type] : undefined;
  return special && { value: special(elements.at(-1) ?? first) };
}

function unknown({ name, offset }: Element): SyntaxFault {
  return new SyntaxFault(`the element ${name.slice(0, 80)} is not known here`, offset);
}

function textOf(element: Element, name: string): string | undefined {
  return childrenNamed(element, [name]).at(-1)?.text || undefined;
}

function listOf(name: string, elements: readonly Element[], type: string): Members {
  return elements.length === 0 ? {} : { [name]: elements.map((one) => decodeElements([one], type, false)) };
}

function references(name: string, elements: readonly Element[]): Members {
  return elements.length === 0 ? {} : { [name]: elements.map(({ attributes }) => attributes.get('ref') ?? '') };
}

function attribute(element: Element, name: string): Members {
  const value = element.attributes.get(name) ?? '';
  return value === '' ? {} : { [name]: value };
}

function licenseOf(element: Element): Members {
  const { name, text } = element;
  if (name === 'license') return { license: decodeObject([element], 'License') };
  const marks = { ...attribute(element, 'acknowledgement'), ...attribute(element, 'bom-ref') };
  if (name === 'expression') return { ...(text !== '' && { expression: text }), ...marks };
  if (name !== 'expression-detailed') throw unknown(element);
  const details = childrenNamed(element, ['details']).map((detail) => ({
    licenseIdentifier: detail.attributes.get('license-identifier') ?? '',
    ...single('text', childrenNamed(detail, ['text']), 'AttachedText'),
    ...single('url', childrenNamed(detail, ['url']), 'string'),
  }));
  return { ...attribute(element, 'expression'), ...marks, ...(details.length > 0 && { expressionDetails: details }) };
}

function single(name: string, elements: readonly Element[], type: string): Members {
  const value = decodeElements(elements, type, true);
  return value === undefined ? {} : { [name]: value };
}

function toolsOf(element: Element): unknown {
  const stranger = element.children.find(({ name }) => !['tool', 'components', 'services'].includes(name));
  if (stranger) throw unknown(stranger);
  const tools = childrenNamed(element, ['tool']);
  const parts = {
    ...listOf('components', childrenNamed(element, ['components', 'component']), 'Component'),
    ...listOf('services', childrenNamed(element, ['services', 'service']), 'Service'),
  };
  const hasParts = Object.keys(parts).length > 0;
  if (tools.length > 0 && hasParts)
    throw new SyntaxFault('tools are a list of tools or of components and services, not both', element.offset);
  if (tools.length === 0 && !hasParts) {
    throw new SyntaxFault('tools name no tool', element.offset, { hint: 'leave the element out: Conftest refuses it, too' });
  }
  return tools.length > 0 ? tools.map((tool) => decodeObject([tool], 'Tool')) : parts;
}

const EVIDENCE = new Set(['identity', 'occurrences', 'callstack', 'licenses', 'copyright']);

function evidenceOf(element: Element): Members {
  const stranger = element.children.find(({ name }) => !EVIDENCE.has(name));
  if (stranger) throw unknown(stranger);
  const callstack = childrenNamed(element, ['callstack']).findLast((one) => childrenNamed(one, ['frames', 'frame']).length > 0);
  const licenses = childrenNamed(element, ['licenses']).findLast(({ children }) => children.length > 0);
  return {
    ...listOf('identity', childrenNamed(element, ['identity']), 'EvidenceIdentity'),
    ...listOf('occurrences', childrenNamed(element, ['occurrences', 'occurrence']), 'EvidenceOccurrence'),
    ...(callstack && { callstack: decodeObject([callstack], 'Callstack') }),
    ...(licenses && { licenses: licenses.children.map(licenseOf) }),
    ...listOf('copyright', childrenNamed(element, ['copyright', 'text']), 'Copyright'),
  };
}

/** The form of version 1.6; upstream reads to the end of an element called dataflow, and fails on others. */
function dataflowOf(element: Element): Members {
  if (element.name !== 'dataflow') throw new SyntaxFault(`data must be described by dataflow, not by ${element.name}`, element.offset);
  const classification = childrenNamed(element, ['classification']).at(-1);
  const source = childrenNamed(element, ['source', 'url']).map(({ text }) => text);
  const destination = childrenNamed(element, ['destination', 'url']).map(({ text }) => text);
  return {
    flow: classification?.attributes.get('flow') ?? '',
    classification: classification?.text ?? '',
    ...attribute(element, 'name'),
    ...attribute(element, 'description'),
    ...single('governance', childrenNamed(element, ['governance']), 'DataGovernance'),
    ...(source.length > 0 && { source }),
    ...(destination.length > 0 && { destination }),
  };
}

function patentsOf(groups: readonly Element[]): Members {
  const types: Readonly<Record<string, string>> = { patent: 'Patent', patentFamily: 'PatentFamily' };
  const patents = groups
    .flatMap(({ children }) => children)
    .flatMap((child) => (Object.hasOwn(types, child.name) ? [decodeObject([child], types[child.name] ?? '')] : []));
  return patents.length === 0 ? {} : { patents };
}

/** A reference stands as text where members could stand. */
function transformOf(element: Element, type: string): unknown {
  const members = decodeObject([element], type);
  const text = element.text.trim();
  return text !== '' && Object.keys(members).length === 0 ? text : members;
}
