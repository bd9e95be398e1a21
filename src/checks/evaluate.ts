import { type FieldPath, type Finding, formatFieldPath, isAtLeast, type Problem, type Severity, type Subject } from '../core/index.ts';
import type { Dockerfile, Inventory, InventoryObject, World } from '../inventory/index.ts';
import { findComponents } from '../inventory/index.ts';
import type { Check, CheckContext, Undecided, Violation } from './define.ts';
import type { Fix } from './fixes.ts';
import { defaultValues } from './parameters.ts';
import type { CheckSettings, Exception } from './settings.ts';
import type { Subjects } from './subjects.ts';
import { type SuppressedFinding, Suppressor } from './suppress.ts';
import { type MissedKind, type WatchedWorld, watchWorld } from './unread-kinds.ts';

/** How one check went: on how many subjects it was asked, on how many it found something. */
export interface CheckTally {
  readonly check: Check;
  readonly subjects: number;
  readonly failed: number;
  readonly undecided: number;
}

export interface Evaluation {
  readonly findings: readonly Finding[];
  /** Findings that an exception or an inline ignore takes out of the count. */
  readonly suppressed: readonly SuppressedFinding[];
  readonly problems: readonly Problem[];
  readonly tallies: readonly CheckTally[];
  /** The findings that can be fixed, where the settings ask for fixes. */
  readonly fixable: readonly FixableFinding[];
}

/** A finding with the change of its object that takes it away. */
export interface FixableFinding {
  readonly finding: Finding;
  /** What its edits change: fields of an object, or the text of a Dockerfile. */
  readonly target: InventoryObject | Dockerfile;
  readonly fix: Fix;
}

/** Asks every check about every subject it is for. Checks that compare objects are asked once in each world; the others once. */
export function evaluateChecks(inventory: Inventory, checks: readonly Check[], settings: CheckSettings): Evaluation {
  const plan = new Plan(checks, settings);
  const worldChecks = plan.entries.filter(({ check }) => check.scope === 'world');
  const ownChecks = plan.entries.filter(({ check }) => check.scope !== 'world');
  const collector = new Collector(inventory.worlds.length, new Suppressor(settings.exceptions, settings.now));
  const [first] = inventory.worlds;
  if (first) for (const object of inventory.objects) ask(object, plan.entriesFor(object, ownChecks), first, settings, collector, undefined);
  const dockerfileChecks = ownChecks.filter(({ check }) => check.on === 'dockerfile');
  if (first) for (const dockerfile of inventory.dockerfiles) ask(dockerfile, dockerfileChecks, first, settings, collector, undefined);
  for (const world of worldChecks.length > 0 ? inventory.worlds : []) {
    const watched = watchWorld(world, inventory.snapshots);
    for (const object of world.objects) ask(object, plan.entriesFor(object, worldChecks), world, settings, collector, world.name, watched);
  }
  return { ...collector.result(), tallies: plan.entries.map(({ check, tally }) => ({ check, ...tally })) };
}

/** What findings are about: it knows its file and the places of its parts. */
type Asked = InventoryObject | Dockerfile;

interface Entry {
  readonly check: Check;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly severity: Severity;
  readonly tally: { subjects: number; failed: number; undecided: number };
}

/** Which checks concern which kinds; worked out once for each kind that occurs. */
class Plan {
  readonly entries: readonly Entry[];
  readonly #byKind = new Map<readonly Entry[], Map<string, readonly Entry[]>>();

  constructor(checks: readonly Check[], settings: CheckSettings) {
    this.entries = checks.map((check) => ({
      check,
      parameters: { ...defaultValues(check.parameters ?? {}), ...settings.parameters[check.id] },
      severity: settings.severities[check.id] ?? check.severity,
      tally: { subjects: 0, failed: 0, undecided: 0 },
    }));
  }

  entriesFor(object: InventoryObject, among: readonly Entry[]): readonly Entry[] {
    let kinds = this.#byKind.get(among);
    if (!kinds) this.#byKind.set(among, (kinds = new Map()));
    const pattern = `${object.group}/${object.kind}`;
    const key = object.pods.length > 0 ? `${pattern} pods` : pattern;
    let entries = kinds.get(key);
    if (!entries) {
      entries = among.filter(({ check }) => concerns(check, object, pattern));
      kinds.set(key, entries);
    }
    return entries;
  }
}

function concerns(check: Check, object: InventoryObject, pattern: string): boolean {
  switch (check.on) {
    case 'object':
      return check.kinds.some((kind) => kind === '*' || kind === pattern);
    case 'component':
      return object.pods.length > 0 || object.group === 'kubeadm.k8s.io';
    case 'dockerfile':
      return false;
    default:
      return object.pods.length > 0;
  }
}

function ask(
  object: Asked,
  entries: readonly Entry[],
  world: World,
  settings: CheckSettings,
  collector: Collector,
  worldName: string | undefined,
  watch?: WatchedWorld,
): void {
  const components = !('stages' in object) && entries.some(({ check }) => check.on === 'component') ? findComponents(object) : [];
  const seen = watch?.world ?? world;
  // Only checks that compare objects are asked once in each world.
  const constraints = worldName === undefined ? undefined : settings.constraints?.(seen);
  for (const entry of entries) {
    const context: CheckContext<never> = {
      parameters: entry.parameters as never,
      world: seen,
      ...(constraints && { constraints }),
      kubernetesVersion: settings.kubernetesVersion,
      now: settings.now,
    };
    for (const { subject, answers } of answersOf(entry.check, object, components, context)) {
      entry.tally.subjects++;
      watch?.forget();
      let outcome: 'failed' | 'undecided' | undefined;
      for (const answer of answers) {
        const missed = watch?.missed();
        if (missed) {
          outcome ??= 'undecided';
          collector.addMissed(entry, missed);
        } else if ('undecided' in answer) {
          outcome ??= 'undecided';
          collector.addUndecided(entry, object, answer);
        } else {
          outcome = 'failed';
          if (!isAtLeast(answer.severity ?? entry.severity, settings.lowest)) continue;
          const fix = settings.fixes && !('isFromCluster' in object) ? entry.check.fix?.(answer, subject, context) : undefined;
          collector.addViolation(entry, object, answer, worldName, fix);
        }
      }
      if (outcome) entry.tally[outcome]++;
    }
  }
}

interface Answers {
  /** Of the kind that the check is for, which the compiler cannot follow through the catalogue. */
  readonly subject: never;
  readonly answers: Iterable<Violation | Undecided>;
}

/** The answers of a check for each of its subjects in this object. */
function* answersOf(
  check: Check,
  object: Asked,
  components: ReturnType<typeof findComponents>,
  context: CheckContext<never>,
): Generator<Answers> {
  const about = (subject: unknown): Answers => ({ subject: subject as never, answers: check.evaluate(subject as never, context) });
  if ('stages' in object) {
    if (check.on === 'dockerfile') yield about({ dockerfile: object } satisfies Subjects['dockerfile']);
    return;
  }
  switch (check.on) {
    case 'object':
      yield about({ object } satisfies Subjects['object']);
      return;
    case 'pod':
      for (const pod of object.pods) yield about({ object, pod } satisfies Subjects['pod']);
      return;
    case 'container':
      for (const pod of object.pods)
        for (const container of pod.containers) yield about({ object, pod, container } satisfies Subjects['container']);
      return;
    case 'dockerfile':
      return;
    default:
      for (const component of components)
        if (check.components.includes(component.name)) yield about({ object, component } satisfies Subjects['component']);
  }
}

/** Gathers findings; the same one in several worlds is one finding that names them. */
class Collector {
  readonly #worldCount: number;
  readonly #suppressor: Suppressor;
  readonly #problems: Problem[] = [];
  readonly #findings: Finding[] = [];
  readonly #suppressed: SuppressedFinding[] = [];
  readonly #fixable: FixableFinding[] = [];
  /** For each finding of checks that are asked in several worlds, the worlds in which it was found. */
  readonly #worlds = new Map<Finding, Set<string>>();
  readonly #missed = new Map<string, Missed>();
  readonly #byKey = new Map<Asked, Map<string, Set<string>>>();
  /** Most messages are said again and again; each is kept once. */
  readonly #messages = new Map<string, string>();

  constructor(worldCount: number, suppressor: Suppressor) {
    this.#worldCount = worldCount;
    this.#suppressor = suppressor;
  }

  addViolation(entry: Entry, object: Asked, violation: Violation, world: string | undefined, fix: Fix | undefined): void {
    if (world === undefined || this.#worldCount === 1) {
      this.#add(entry, object, violation, fix);
      return;
    }
    const key = `${entry.check.id}\n${formatFieldPath(violation.path)}\n${violation.message}`;
    let known = this.#byKey.get(object);
    if (!known) this.#byKey.set(object, (known = new Map()));
    let worlds = known.get(key);
    if (!worlds) {
      known.set(key, (worlds = new Set()));
      this.#worlds.set(this.#add(entry, object, violation, fix), worlds);
    }
    worlds.add(world);
  }

  addUndecided(entry: Entry, object: Asked, answer: Undecided): void {
    const message = `${entry.check.id}: ${answer.undecided}`;
    this.#problems.push({ code: 'not-evaluated', message, place: locate(object, answer).place });
  }

  /** Answers that rest on kinds which were not read come by the thousand, and are one problem for each kind. */
  addMissed({ check }: Entry, { kind, file }: MissedKind): void {
    const key = `${file}\n${kind}`;
    let known = this.#missed.get(key);
    if (!known) this.#missed.set(key, (known = { kind, file, checks: new Set(), count: 0 }));
    known.checks.add(check.id);
    known.count++;
  }

  result(): Omit<Evaluation, 'tallies'> {
    const problems = [...this.#problems, ...[...this.#missed.values()].map(describeMissed), ...this.#suppressor.notices()];
    if (this.#worlds.size === 0) return { findings: this.#findings, suppressed: this.#suppressed, problems, fixable: this.#fixable };
    const complete = new Map(this.#findings.map((finding) => [finding, this.#withWorlds(finding)]));
    return {
      findings: [...complete.values()],
      suppressed: this.#suppressed.map(({ finding, by }) => ({ finding: this.#withWorlds(finding), by })),
      problems,
      fixable: this.#fixable.map((item) => ({ ...item, finding: complete.get(item.finding) ?? item.finding })),
    };
  }

  #withWorlds(finding: Finding): Finding {
    const worlds = this.#worlds.get(finding);
    return worlds && worlds.size < this.#worldCount ? { ...finding, worlds: [...worlds] } : finding;
  }

  #add(entry: Entry, object: Asked, violation: Violation, fix: Fix | undefined): Finding {
    const found = toFinding(entry, object, violation, this.#shared(violation.message));
    const judgment = this.#suppressor.judge(entry.check, found, object);
    const finding = judgment.kind === 'expired' ? { ...found, message: `${found.message} (${describeExpiry(judgment.exception)})` } : found;
    if (judgment.kind === 'suppressed') this.#suppressed.push({ finding, by: judgment.by });
    else {
      this.#findings.push(finding);
      if (fix) this.#fixable.push({ finding, target: object, fix });
    }
    return finding;
  }

  #shared(message: string): string {
    const known = this.#messages.get(message);
    if (known === undefined) this.#messages.set(message, message);
    return known ?? message;
  }
}

interface Missed extends MissedKind {
  readonly checks: Set<string>;
  count: number;
}

function describeMissed({ kind, file, checks, count }: Missed): Problem {
  const message = `${count} ${count === 1 ? 'verdict' : 'verdicts'} of ${[...checks].sort().join(', ')} would need every ${kind}, and not all are in the snapshot`;
  return { code: 'not-evaluated', file, message };
}

function describeExpiry({ reason, expires }: Pick<Exception, 'reason' | 'expires'>): string {
  return `its exception expired on ${expires}: ${reason}`;
}

const NOTHING: readonly never[] = [];

/** Findings come by the ten thousand, so what they have in common is shared: the subject by all of an object, empty lists by all. */
const subjects = new WeakMap<object, Subject>();

function subjectOf(object: Asked, path: FieldPath): Subject {
  if ('stages' in object) return dockerfileSubject(object, path);
  const known = subjects.get(object);
  if (known) return known;
  const { apiVersion, kind: type, namespace, name } = object;
  const subject: Subject = { kind: 'object', apiVersion, type, ...(namespace === undefined ? {} : { namespace }), name };
  subjects.set(object, subject);
  return subject;
}

/** A stage is named where the file has several. */
function dockerfileSubject(dockerfile: Dockerfile, [first, index]: FieldPath): Subject {
  const stage = first === 'stages' && dockerfile.stages.length > 1 ? dockerfile.stages[Number(index)] : undefined;
  const key = stage ?? dockerfile;
  const known = subjects.get(key);
  if (known) return known;
  const subject: Subject = { kind: 'dockerfile', file: dockerfile.file.name, ...(stage ? { stage: stage.name ?? `${stage.index}` } : {}) };
  subjects.set(key, subject);
  return subject;
}

function locate(object: Asked, { path, span }: Violation | Undecided): ReturnType<Asked['locate']> {
  return span ? { place: object.file.placeOf(span.start, span.end), exact: true } : object.locate(path);
}

function toFinding(entry: Entry, object: Asked, violation: Violation, message: string): Finding {
  const { place, exact } = locate(object, violation);
  return {
    check: entry.check.id,
    severity: violation.severity ?? entry.severity,
    subject: subjectOf(object, violation.path),
    path: violation.path,
    origin: [{ kind: 'text', place, exact }],
    message,
    evidence: violation.evidence ?? NOTHING,
    worlds: NOTHING,
  };
}
