import {
  type Argument,
  type ArgumentDefinition,
  type Definition,
  type Directive,
  type DirectiveDefinition,
  type Field,
  type FieldDefinition,
  type FragmentDefinition,
  GraphqlFault,
  type GraphqlPlace,
  type Literal,
  type OperationDefinition,
  type QueryDocument,
  type Selection,
  type TypeReference,
  typeNameOf,
  typeText,
  VALUE_KINDS,
  type VariableDefinition,
} from './document.ts';
import { checkLiteral } from './literals.ts';
import { type KnownField, OverlapFinder } from './overlap.ts';
import { isCompatible, type Schema } from './schema.ts';

const TYPE_NAME: FieldDefinition = {
  Description: '',
  Name: '__typename',
  Arguments: [],
  Type: { NamedType: 'String', NonNull: false },
  Directives: [],
};
/** As graphql-js limits introspection, so that a small query cannot ask for an enormous answer. */
const MAX_INTROSPECTION_LISTS = 3;
const LISTS: ReadonlySet<string> = new Set(['fields', 'interfaces', 'possibleTypes', 'inputFields']);

/** All that is wrong with a query, by the rules of https://spec.graphql.org/October2021/#sec-Validation. */
export function validateQuery(schema: Schema, document: QueryDocument): readonly GraphqlFault[] {
  const validator = new Validator(schema, document);
  validator.run();
  return validator.faults;
}

function isComposite(type: Definition): boolean {
  return type.Kind === 'OBJECT' || type.Kind === 'INTERFACE' || type.Kind === 'UNION';
}

class Validator {
  readonly faults: GraphqlFault[] = [];
  private readonly schema: Schema;
  private readonly document: QueryDocument;
  private readonly fragments = new Map<string, FragmentDefinition>();
  private readonly usedFragments = new Set<string>();
  private readonly overlaps: OverlapFinder;
  private operation: OperationDefinition | undefined;
  private usedVariables = new Set<string>();
  private walked = new Set<string>();

  constructor(schema: Schema, document: QueryDocument) {
    this.schema = schema;
    this.document = document;
    for (const fragment of document.Fragments) if (!this.fragments.has(fragment.Name)) this.fragments.set(fragment.Name, fragment);
    this.overlaps = new OverlapFinder(schema, this.fragments, (field, parent) => this.describe(field, parent));
  }

  private report(place: GraphqlPlace | undefined, message: string): void {
    this.faults.push(new GraphqlFault(message, place));
  }

  private describe(field: Field, parent: string | undefined): KnownField {
    const type = parent === undefined ? undefined : this.schema.types.get(parent);
    return { field, definition: fieldOf(type, field.Name), parent, isObject: type?.Kind === 'OBJECT' };
  }

  run(): void {
    const { Operations, Fragments } = this.document;
    for (const operation of Operations) this.checkOperation(operation);
    for (const fragment of Fragments) this.checkFragment(fragment);
    this.checkUnique(
      Operations.filter(({ Name }) => Name !== ''),
      'operation',
    );
    this.checkUnique(Fragments, 'fragment');
    for (const operation of Operations)
      if (operation.Name === '' && Operations.length > 1)
        this.report(operation.place, 'This anonymous operation must be the only defined operation.');
    for (const { Name, place } of Fragments) if (!this.usedFragments.has(Name)) this.report(place, `Fragment "${Name}" is never used.`);
    this.checkCycles();
  }

  private checkUnique(all: readonly { readonly Name: string; readonly place?: GraphqlPlace | undefined }[], what: string): void {
    const seen = new Set<string>();
    for (const { Name, place } of all) {
      if (seen.has(Name)) this.report(place, `There can be only one ${what} named "${Name}".`);
      seen.add(Name);
    }
  }

  private checkOperation(operation: OperationDefinition): void {
    this.operation = operation;
    this.usedVariables = new Set();
    this.walked = new Set();
    const { Operation, VariableDefinitions, Directives, SelectionSet, Name, place } = operation;
    const root =
      Operation === 'mutation' ? this.schema.mutation : Operation === 'subscription' ? this.schema.subscription : this.schema.query;
    if (!root) this.report(place, `Schema does not support operation type "${Operation}"`);
    const seen = new Set<string>();
    for (const { Variable, Type, place: at } of VariableDefinitions) {
      if (seen.has(Variable)) this.report(at, `There can be only one variable named "$${Variable}".`);
      seen.add(Variable);
      const type = this.schema.types.get(typeNameOf(Type));
      if (!type) this.report(at, `Unknown type "${typeNameOf(Type)}".`);
      else if (!['SCALAR', 'ENUM', 'INPUT_OBJECT'].includes(type.Kind))
        this.report(at, `Variable "$${Variable}" cannot be non-input type "${typeText(Type)}".`);
    }
    for (const { DefaultValue, Type, Directives: own } of VariableDefinitions) {
      if (DefaultValue) this.checkValue(DefaultValue, Type, false);
      this.checkDirectives(own, 'VARIABLE_DEFINITION');
    }
    this.checkDirectives(Directives, (Operation || 'query').toUpperCase());
    this.checkSelections(SelectionSet, root);
    for (const { Variable, place: at } of VariableDefinitions) {
      if (this.usedVariables.has(Variable)) continue;
      this.report(at, `Variable "$${Variable}" is never used${Name === '' ? '' : ` in operation "${Name}"`}.`);
    }
    if (Operation === 'subscription' && root) this.checkSubscription(operation);
    this.checkOverlaps(SelectionSet, root);
    this.operation = undefined;
  }

  private checkSubscription({ Name, SelectionSet }: OperationDefinition): void {
    const top = new Map<string, Field>();
    const seen = new Set<string>();
    const visit = (selections: readonly Selection[]): void => {
      for (const selection of selections) {
        if (selection.shape === 'Field') {
          if (!top.has(selection.Name)) top.set(selection.Name, selection);
        } else if (selection.shape === 'InlineFragment') visit(selection.SelectionSet);
        else if (!seen.has(selection.Name)) {
          seen.add(selection.Name);
          visit(this.fragments.get(selection.Name)?.SelectionSet ?? []);
        }
      }
    };
    visit(SelectionSet);
    const label = Name === '' ? 'Anonymous Subscription' : `Subscription "${Name}"`;
    const [, second] = top.values();
    if (second) this.report(second.place, `${label} must select only one top level field.`);
    for (const field of top.values())
      if (field.Name.startsWith('__')) this.report(field.place, `${label} must not select an introspection top level field.`);
  }

  private checkFragment(fragment: FragmentDefinition): void {
    this.walked = new Set();
    const { Name, TypeCondition, Directives, SelectionSet, place } = fragment;
    const type = this.schema.types.get(TypeCondition);
    this.checkDirectives(Directives, 'FRAGMENT_DEFINITION');
    this.checkSelections(SelectionSet, type);
    if (!type) this.report(place, `Unknown type "${TypeCondition}".`);
    else if (!isComposite(type)) this.report(place, `Fragment "${Name}" cannot condition on non composite type "${TypeCondition}".`);
    this.checkOverlaps(SelectionSet, type);
  }

  private checkOverlaps(selections: readonly Selection[], parent: Definition | undefined): void {
    for (const { field, message } of this.overlaps.within(selections, parent?.Name)) {
      const name = field.Alias || field.Name;
      const advice = 'Use different aliases on the fields to fetch both if this was intentional.';
      this.report(field.place, `Fields "${name}" conflict because ${message}. ${advice}`);
    }
  }

  private checkSelections(selections: readonly Selection[], parent: Definition | undefined): void {
    for (const selection of selections) {
      if (selection.shape === 'Field') this.checkField(selection, parent);
      else if (selection.shape === 'InlineFragment') {
        const { TypeCondition, Directives, SelectionSet, place } = selection;
        const type = TypeCondition === '' ? parent : this.schema.types.get(TypeCondition);
        this.checkDirectives(Directives, 'INLINE_FRAGMENT');
        this.checkSelections(SelectionSet, type);
        if (TypeCondition !== '' && !type) this.report(place, `Unknown type "${TypeCondition}".`);
        else if (TypeCondition !== '' && type && !isComposite(type))
          this.report(place, `Fragment cannot condition on non composite type "${TypeCondition}".`);
        this.checkSpread(parent, TypeCondition === '' ? undefined : type, place, 'Fragment');
        this.checkOverlaps(SelectionSet, type);
      } else {
        const { Name, Directives, place } = selection;
        const fragment = this.fragments.get(Name);
        this.usedFragments.add(Name);
        this.checkDirectives(Directives, 'FRAGMENT_SPREAD');
        if (!fragment) {
          this.report(place, `Unknown fragment "${Name}".`);
          continue;
        }
        const type = this.schema.types.get(fragment.TypeCondition);
        if (!this.walked.has(Name)) {
          this.walked.add(Name);
          this.checkSelections(fragment.SelectionSet, type);
        }
        this.checkSpread(parent, type, place, `Fragment "${Name}"`);
      }
    }
  }

  private possible(type: Definition): readonly Definition[] {
    return this.schema.possible.get(type.Name) ?? [];
  }

  private checkSpread(parent: Definition | undefined, type: Definition | undefined, place: GraphqlPlace | undefined, what: string): void {
    if (!parent || !type || !isComposite(type) || !isComposite(parent)) return;
    const names = new Set(parent.Kind === 'OBJECT' ? [parent.Name] : this.possible(parent).map(({ Name }) => Name));
    if (this.possible(type).some(({ Name }) => names.has(Name))) return;
    this.report(place, `${what} cannot be spread here as objects of type "${parent.Name}" can never be of type "${type.Name}".`);
  }

  private checkField(field: Field, parent: Definition | undefined): void {
    const { Name, Arguments, Directives, SelectionSet, place } = field;
    const definition = fieldOf(parent, Name);
    const type = definition && this.schema.types.get(typeNameOf(definition.Type));
    this.checkArguments(Arguments, definition?.Arguments);
    this.checkDirectives(Directives, 'FIELD');
    this.checkSelections(SelectionSet, type);
    if (!definition) {
      if (parent) this.report(place, `Cannot query field "${Name}" on type "${parent.Name}".`);
    } else {
      for (const argument of Arguments) {
        if (parent && !definition.Arguments.some((known) => known.Name === argument.Name))
          this.report(place, `Unknown argument "${argument.Name}" on field "${parent.Name}.${Name}".`);
      }
    }
    if ((Name === '__schema' || Name === '__type') && this.isDeep(field, new Set(), 0))
      this.report(place, 'Maximum introspection depth exceeded');
    if (this.operation) this.checkOverlaps(SelectionSet, type);
    if (definition) this.checkRequired(definition.Arguments, Arguments, place, `Field "${Name}"`);
    if (type && definition) {
      const isLeaf = type.Kind === 'SCALAR' || type.Kind === 'ENUM';
      if (isLeaf && SelectionSet.length > 0)
        this.report(place, `Field "${Name}" must not have a selection since type "${type.Name}" has no subfields.`);
      if (!isLeaf && SelectionSet.length === 0) {
        const advice = `Did you mean "${Name} { ... }"?`;
        this.report(place, `Field "${Name}" of type "${typeText(definition.Type)}" must have a selection of subfields. ${advice}`);
      }
    }
    this.checkUnique(Arguments, 'argument');
  }

  private isDeep(field: Field, path: Set<string>, depth: number): boolean {
    const own = LISTS.has(field.Name) ? depth + 1 : depth;
    return own >= MAX_INTROSPECTION_LISTS || this.isDeepSet(field.SelectionSet, path, own);
  }

  private isDeepSet(selections: readonly Selection[], path: Set<string>, depth: number): boolean {
    return selections.some((selection) => {
      if (selection.shape === 'Field') return this.isDeep(selection, path, depth);
      if (selection.shape === 'InlineFragment') return this.isDeepSet(selection.SelectionSet, path, depth);
      if (path.has(selection.Name)) return false;
      return this.isDeepSet(this.fragments.get(selection.Name)?.SelectionSet ?? [], new Set([...path, selection.Name]), depth);
    });
  }

  private checkRequired(
    known: readonly ArgumentDefinition[],
    given: readonly Argument[],
    place: GraphqlPlace | undefined,
    what: string,
  ): void {
    for (const { Name, Type, DefaultValue } of known) {
      if (!Type.NonNull || DefaultValue !== undefined || given.some((argument) => argument.Name === Name)) continue;
      this.report(place, `${what} argument "${Name}" of type "${typeText(Type)}" is required, but it was not provided.`);
    }
  }

  private checkArguments(given: readonly Argument[], known: readonly ArgumentDefinition[] | undefined): void {
    for (const { Name, Value } of given) {
      const definition = known?.find((candidate) => candidate.Name === Name);
      this.checkValue(Value, definition?.Type, hasDefault(definition));
    }
  }

  private checkDirectives(all: readonly Directive[], location: string): void {
    const seen = new Set<string>();
    for (const { Name, Arguments, place } of all) {
      const definition: DirectiveDefinition | undefined = this.schema.directives.get(Name);
      this.checkArguments(Arguments, definition?.Arguments);
      if (definition) {
        for (const argument of Arguments) {
          if (!definition.Arguments.some((known) => known.Name === argument.Name))
            this.report(place, `Unknown argument "${argument.Name}" on directive "@${Name}".`);
        }
        if (!definition.Locations.includes(location)) this.report(place, `Directive "@${Name}" may not be used on ${location}.`);
        this.checkRequired(definition.Arguments, Arguments, place, `Directive "@${Name}"`);
      } else this.report(place, `Unknown directive "@${Name}".`);
      this.checkUnique(Arguments, 'argument');
    }
    for (const { Name, place } of all) {
      if (seen.has(Name)) this.report(place, `The directive "@${Name}" can only be used once at this location.`);
      seen.add(Name);
    }
  }

  private checkValue(value: Literal, type: TypeReference | undefined, mayBeLeftOut: boolean): void {
    const definition = type && this.schema.types.get(typeNameOf(type));
    if (value.Kind === VALUE_KINDS.variable) {
      this.checkVariable(value, type, mayBeLeftOut);
      return;
    }
    if (value.Kind === VALUE_KINDS.object) {
      this.checkUnique(value.Children, 'input field');
      for (const child of value.Children) {
        const field = definition?.Fields.find((candidate) => candidate.Name === child.Name);
        this.checkValue(child.Value, field?.Type, hasDefault(field));
      }
    }
    if (value.Kind === VALUE_KINDS.list) for (const child of value.Children) this.checkValue(child.Value, type?.Elem, false);
    if (type && definition) {
      const variableOf = (name: string): VariableDefinition | undefined =>
        this.operation?.VariableDefinitions.find(({ Variable }) => Variable === name);
      for (const { message, place } of checkLiteral(value, type, definition, variableOf)) this.report(place, message);
    }
  }

  private checkVariable(value: Literal, type: TypeReference | undefined, mayBeLeftOut: boolean): void {
    if (!this.operation) return;
    const { Name, VariableDefinitions } = this.operation;
    const definition = VariableDefinitions.find(({ Variable }) => Variable === value.Raw);
    if (!definition) {
      this.report(value.place, `Variable "$${value.Raw}" is not defined${Name === '' ? '' : ` by operation "${Name}"`}.`);
      return;
    }
    this.usedVariables.add(value.Raw);
    if (!type) return;
    const isGiven = definition.DefaultValue !== undefined && definition.DefaultValue.Kind !== VALUE_KINDS.null;
    const expected = isGiven || mayBeLeftOut ? { ...type, NonNull: false } : type;
    if (isCompatible(definition.Type, expected)) return;
    const own = typeText(definition.Type);
    this.report(value.place, `Variable "$${value.Raw}" of type "${own}" used in position expecting type "${typeText(type)}".`);
  }

  private checkCycles(): void {
    const done = new Set<string>();
    for (const fragment of this.document.Fragments) this.followSpreads(fragment, [], done);
  }

  private followSpreads(fragment: FragmentDefinition, path: readonly string[], done: Set<string>): void {
    if (done.has(fragment.Name)) return;
    done.add(fragment.Name);
    const own = [...path, fragment.Name];
    const visit = (selections: readonly Selection[]): void => {
      for (const selection of selections) {
        if (selection.shape !== 'FragmentSpread') visit(selection.SelectionSet);
        else if (own.includes(selection.Name)) {
          const via = own.slice(own.indexOf(selection.Name) + 1).map((name) => `"${name}"`);
          const rest = via.length === 0 ? '' : ` via ${via.join(', ')}`;
          this.report(selection.place, `Cannot spread fragment "${selection.Name}" within itself${rest}.`);
        } else {
          const next = this.fragments.get(selection.Name);
          if (next) this.followSpreads(next, own, done);
        }
      }
    };
    visit(fragment.SelectionSet);
  }
}

function hasDefault(definition: ArgumentDefinition | undefined): boolean {
  return definition?.DefaultValue !== undefined && definition.DefaultValue.Kind !== VALUE_KINDS.null;
}

function fieldOf(type: Definition | undefined, name: string): FieldDefinition | undefined {
  return name === '__typename' ? TYPE_NAME : type?.Fields.find((field) => field.Name === name);
}
