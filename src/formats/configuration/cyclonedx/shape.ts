import { SHAPES } from './tables/shapes.ts';

export interface Field {
  readonly name: string;
  readonly isOptional: boolean;
  readonly source: 'attribute' | 'text' | 'element' | 'none';
  readonly path: readonly string[];
  readonly type: string;
}

const FIELDS = new Map<string, readonly Field[]>();

/** The members of an object of that type, or nothing if it is no object. */
export function fieldsOf(type: string): readonly Field[] | undefined {
  const known = FIELDS.get(type);
  if (known) return known;
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (shape === undefined) return undefined;
  const fields = shape.map(fieldOf);
  FIELDS.set(type, fields);
  return fields;
}

function fieldOf(text: string): Field {
  const [label = '', where = '', type = ''] = text.split('|');
  const name = label.replace(/\?$/, '');
  const source = where === '-' ? 'none' : where === '.' ? 'text' : where.startsWith('@') ? 'attribute' : 'element';
  const path = (where.replace(/^@/, '') || name).split('>');
  return { name, isOptional: label.endsWith('?'), source, path, type };
}
