import { compareText } from '../../../core/index.ts';
import { formatValue, type HostOptions, prepareInput, RegoObject, RegoSet, toHost, type Value } from '../../rego/index.ts';
import { actionsAt, type Constraint, type EnforcementPoint } from '../constraint/index.ts';
import { fitsKinds, type JsonObject, matches, namesOf, type Source } from '../match/index.ts';
import type { AdmissionRequest } from './admission-request.ts';
import { buildInventory } from './inventory.ts';

/** What a constraint says about an object. */
export interface Violation {
  readonly constraint: Constraint;
  readonly message: string;
  /** What the policy says beside the message; an empty map where it says nothing. */
  readonly details: unknown;
  /** `spec.enforcementAction`, which an ExpansionTemplate can replace. */
  readonly enforcementAction: string;
  /** What is done where the question is asked; several only under `scoped`. */
  readonly actions: readonly string[];
  /** Set where no verdict was reached, which Gatekeeper counts as a violation: the match or the evaluation ended in an error. */
  readonly failed?: 'match' | 'evaluation';
}

export interface ReviewerOptions {
  /** Objects that referential policies see, and the Namespaces among them those whose labels are matched. */
  readonly inventory?: readonly JsonObject[];
  /** Who asks: constraints that are enforced at none of these say nothing. */
  readonly points: readonly EnforcementPoint[];
  readonly host?: HostOptions;
  /** Off only to test that it changes no verdict. */
  readonly indexing?: boolean;
}

export interface ReviewOptions {
  readonly source?: Source;
  /** The Namespace of the object, where it is not in the inventory. */
  readonly namespace?: JsonObject;
}

export interface Reviewer {
  /** What the constraints say, ordered by their kind and name. */
  review(request: AdmissionRequest, options?: ReviewOptions): readonly Violation[];
}

/** Asks constraints about objects. The inventory is read once; constraints are found by the kind of the object. */
export function createReviewer(constraints: readonly Constraint[], options: ReviewerOptions): Reviewer {
  const { inventory = [], points, host = {}, indexing = true } = options;
  const asked = constraints
    .flatMap((constraint) => {
      const actions = actionsAt(constraint.enforcement, points);
      return actions.length > 0 ? [{ constraint, actions }] : [];
    })
    .toSorted((a, b) => compareText(a.constraint.kind, b.constraint.kind) || compareText(a.constraint.name, b.constraint.name));
  const namespaces = new Map<string, JsonObject>();
  for (const object of inventory) {
    const { group, kind, name } = namesOf(object);
    if (group === '' && kind === 'Namespace') namespaces.set(name, object);
  }
  let built: RegoObject | undefined;
  const dataFor = ({ template }: Constraint): RegoObject => (template.isReferential ? (built ??= buildInventory(inventory)) : NOTHING);
  const byKind = new Map<string, readonly Asked[]>();
  /** Constraints that went beyond their budget: asking them about ten thousand objects would take hours. */
  const exhausted = new Map<Constraint, Said>();
  const candidatesFor = (objects: readonly JsonObject[]): readonly Asked[] => {
    if (!indexing) return asked;
    const kinds = objects.map(namesOf);
    const key = kinds.map(({ group, kind }) => `${group}/${kind}`).join('\n');
    const known = byKind.get(key);
    if (known) return known;
    const found = asked.filter(({ constraint }) => kinds.some(({ group, kind }) => fitsKinds(constraint.match, group, kind)));
    if (byKind.size < MAX_KINDS) byKind.set(key, found);
    return found;
  };
  return {
    review(request, { source, namespace: given } = {}) {
      const objects = [request.object, request.oldObject].filter((object) => object !== undefined);
      const namespace = given ?? (request.namespace === undefined ? undefined : namespaces.get(request.namespace));
      const around = { ...(namespace && { namespace }), ...(source && { source }) };
      const found: Violation[] = [];
      let review: Value | undefined;
      for (const { constraint, actions } of candidatesFor(objects)) {
        const verdict = matchAny(constraint, objects, around);
        if (verdict === false) continue;
        const enforcementAction = constraint.enforcement.action;
        if (verdict !== true) {
          found.push({ constraint, message: verdict, details: {}, enforcementAction, actions, failed: 'match' });
          continue;
        }
        review ??= prepareInput({ ...request.fields, namespaceObject: namespace && namesOf(namespace).name !== '' ? namespace : null });
        const spent = exhausted.get(constraint);
        const answers = spent ? [spent] : ask(constraint, review, dataFor(constraint), host);
        for (const { isLimit, ...said } of answers) {
          if (isLimit) exhausted.set(constraint, { ...said, message: `${said.message}; it is not asked again` });
          found.push({ constraint, ...said, enforcementAction, actions });
        }
      }
      return found;
    },
  };
}

interface Asked {
  readonly constraint: Constraint;
  readonly actions: readonly string[];
}

const NOTHING = new RegoObject();

/** More kinds than any cluster has; hostile input must not fill the memory. */
const MAX_KINDS = 5000;

/** https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/target/matcher.go: the object or what it was before has to fit. */
function matchAny(
  { match }: Constraint,
  objects: readonly JsonObject[],
  around: { readonly namespace?: JsonObject; readonly source?: Source },
): boolean | string {
  for (const object of objects) {
    const verdict = matches(match, { object, ...around });
    if (verdict === true) return true;
    if (verdict !== false) {
      return `unable to match constraints: error matching the requested object: ${namesOf(object).name} :failed to run Match criteria: ${verdict}`;
    }
  }
  return false;
}

type Said = Pick<Violation, 'message' | 'details' | 'failed'> & { readonly isLimit?: boolean };

/** The members of the rule `violation` that have a message; those that differ in neither message nor details are one. */
function ask({ template, parameters }: Constraint, review: Value, data: RegoObject, host: HostOptions): readonly Said[] {
  const found = template.policy.value(template.rule, { input: { review, parameters }, data, host });
  if (!found.ok) {
    const [problem] = found.problems;
    const message = problem?.message ?? 'the evaluation failed';
    return [{ message, details: {}, failed: 'evaluation', ...(problem?.code === 'limit' && { isLimit: true }) }];
  }
  const said = new Map<string, Said>();
  for (const member of membersOf(found.value)) {
    if (!(member instanceof RegoObject)) continue;
    const message = member.get('msg');
    if (message === undefined) continue;
    const details = member.get('details') ?? EMPTY;
    if (typeof message !== 'string') {
      return [{ message: `msg is ${formatValue(message)}, which is no string`, details: {}, failed: 'evaluation' }];
    }
    said.set(`${message}\n${formatValue(details)}`, { message, details: toHost(details) });
  }
  return [...said.values()];
}

const EMPTY = new RegoObject();

function membersOf(value: Value | undefined): Iterable<Value> {
  if (value instanceof RegoSet) return value.values();
  if (Array.isArray(value)) return value;
  return value instanceof RegoObject ? [...value.pairs()].map(([, member]) => member) : [];
}
