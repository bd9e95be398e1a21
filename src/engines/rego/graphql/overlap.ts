import {
  type Argument,
  type Field,
  type FieldDefinition,
  type FragmentDefinition,
  literalText,
  type Selection,
  type TypeReference,
  typeText,
} from './document.ts';
import type { Schema } from './schema.ts';

/** A field with what is known of it where it stands. */
export interface KnownField {
  readonly field: Field;
  readonly definition: FieldDefinition | undefined;
  /** The name of the type it is asked of, where that is an object type. */
  readonly parent: string | undefined;
  readonly isObject: boolean;
}

export interface Conflict {
  readonly field: Field;
  readonly message: string;
}

/** Comparisons of pairs grow with the square of a hostile query's size; beyond this the query is refused. */
const MAX_PAIRS = 200_000;

/**
 * Finds fields that answer to one name but are not the same: https://spec.graphql.org/October2021/#sec-Field-Selection-Merging.
 * Every pair of fields that may meet in one response is compared, those of fragments included.
 */
export class OverlapFinder {
  private readonly schema: Schema;
  private readonly fragments: ReadonlyMap<string, FragmentDefinition>;
  private readonly fieldsOf: (selections: readonly Selection[], parent: string | undefined) => readonly KnownField[];
  private readonly compared = new Map<Field, Map<Field, boolean>>();
  private pairs = 0;

  constructor(
    schema: Schema,
    fragments: ReadonlyMap<string, FragmentDefinition>,
    describe: (field: Field, parent: string | undefined) => KnownField,
  ) {
    this.schema = schema;
    this.fragments = fragments;
    this.fieldsOf = (selections, parent) => this.collect(selections, parent, new Set(), describe);
  }

  private collect(
    selections: readonly Selection[],
    parent: string | undefined,
    seen: Set<string>,
    describe: (field: Field, parent: string | undefined) => KnownField,
  ): readonly KnownField[] {
    return selections.flatMap((selection) => {
      if (selection.shape === 'Field') return [describe(selection, parent)];
      if (selection.shape === 'InlineFragment')
        return this.collect(selection.SelectionSet, selection.TypeCondition || parent, seen, describe);
      const fragment = this.fragments.get(selection.Name);
      if (!fragment || seen.has(selection.Name)) return [];
      seen.add(selection.Name);
      return this.collect(fragment.SelectionSet, fragment.TypeCondition, seen, describe);
    });
  }

  within(selections: readonly Selection[], parent: string | undefined): readonly Conflict[] {
    return this.conflicts(this.fieldsOf(selections, parent), false);
  }

  private conflicts(fields: readonly KnownField[], exclusive: boolean): readonly Conflict[] {
    const found: Conflict[] = [];
    for (const same of Map.groupBy(fields, ({ field }) => field.Alias || field.Name).values()) {
      for (let i = 0; i < same.length; i++) {
        for (let j = i + 1; j < same.length; j++) {
          const message = this.compare(same[i] as KnownField, same[j] as KnownField, exclusive);
          if (message !== undefined) found.push({ field: (same[j] as KnownField).field, message });
        }
      }
    }
    return found;
  }

  private compare(a: KnownField, b: KnownField, exclusiveAbove: boolean): string | undefined {
    if (a.field === b.field) return undefined;
    if (++this.pairs > MAX_PAIRS) return 'there are too many fields to compare';
    const exclusive = exclusiveAbove || (a.parent !== b.parent && a.isObject && b.isObject);
    const known = this.compared.get(a.field)?.get(b.field);
    if (known !== undefined && (known === false || exclusive)) return undefined;
    const own = this.compared.get(a.field) ?? new Map<Field, boolean>();
    this.compared.set(a.field, own.set(b.field, exclusive));
    if (!exclusive) {
      if (a.field.Name !== b.field.Name) return `"${a.field.Name}" and "${b.field.Name}" are different fields`;
      if (!sameArguments(a.field.Arguments, b.field.Arguments)) return 'they have differing arguments';
    }
    const [x, y] = [a.definition?.Type, b.definition?.Type];
    if (x && y && this.differ(x, y)) return `they return conflicting types "${typeText(x)}" and "${typeText(y)}"`;
    const below = this.between(a, b, exclusive);
    if (below.length === 0) return undefined;
    return below.map(({ field, message }) => `subfields "${field.Alias || field.Name}" conflict because ${message}`).join(' and ');
  }

  private between(a: KnownField, b: KnownField, exclusive: boolean): readonly Conflict[] {
    if (a.field.SelectionSet.length === 0 || b.field.SelectionSet.length === 0) return [];
    const left = this.fieldsOf(a.field.SelectionSet, a.definition && bottom(a.definition.Type));
    const right = this.fieldsOf(b.field.SelectionSet, b.definition && bottom(b.definition.Type));
    const found: Conflict[] = [];
    for (const x of left) {
      for (const y of right) {
        if ((x.field.Alias || x.field.Name) !== (y.field.Alias || y.field.Name)) continue;
        const message = this.compare(x, y, exclusive);
        if (message !== undefined) found.push({ field: y.field, message });
      }
    }
    return found;
  }

  private differ(a: TypeReference, b: TypeReference): boolean {
    if (a.Elem !== undefined && b.Elem !== undefined) return this.differ(a.Elem, b.Elem);
    if (a.Elem !== undefined || b.Elem !== undefined || a.NonNull !== b.NonNull) return true;
    const isLeaf = (name: string): boolean => ['SCALAR', 'ENUM'].includes(this.schema.types.get(name)?.Kind ?? '');
    return isLeaf(a.NamedType) && isLeaf(b.NamedType) && a.NamedType !== b.NamedType;
  }
}

function bottom(type: TypeReference): string {
  return type.Elem === undefined ? type.NamedType : bottom(type.Elem);
}

function sameArguments(a: readonly Argument[], b: readonly Argument[]): boolean {
  if (a.length !== b.length) return false;
  return a.every(({ Name, Value }) =>
    b.some((other) => other.Name === Name && other.Value.Kind === Value.Kind && literalText(other.Value) === literalText(Value)),
  );
}
