import type { AuditEvent, AuditUser } from '../../../formats/index.ts';
import type { Action, UserInfo } from '../request.ts';
import { actionOf, impersonationActions, outcomeOf, tellsOutcome } from './logged-request.ts';

/** Where an event stands. */
export interface LogPlace {
  readonly file: string;
  readonly line: number;
}

/** Equal requests of one user, however many there were. */
export interface LoggedAction {
  readonly action: Action;
  /** So many different names were asked for that they are not kept: it stands for any of them. */
  readonly isAnyName: boolean;
  readonly allowed: number;
  /** Denied by an authorizer. */
  readonly denied: number;
  /** Refused with 403 without a word of an authorizer. */
  readonly refused: number;
  /** Of the allowed ones, else of the denied: RFC 3339. */
  readonly first: string;
  readonly last: string;
  readonly example: LogPlace;
  /** Why the first one was allowed, in the words of the authorizer. */
  readonly reason: string;
}

export interface LoggedUser {
  readonly user: UserInfo;
  readonly actions: readonly LoggedAction[];
}

/** What remains of a log: every different request, by user and groups. */
export interface CollectedLog {
  readonly users: readonly LoggedUser[];
  readonly events: number;
  /** Requests with a known outcome; a request may have several events. */
  readonly requests: number;
  readonly allowed: number;
  readonly denied: number;
  /** Requests that ended before an authorizer was asked, or of which the log does not tell. */
  readonly undecided: number;
  readonly oldVersions: readonly string[];
  readonly first: string;
  readonly last: string;
  /** Whether the log holds decisions of authorizers at all; old API servers write none. */
  readonly hasDecisions: boolean;
  /** Different requests that were left out because there were too many. */
  readonly dropped: number;
}

export interface CollectLimits {
  /** Different names that are kept for one verb, resource and namespace of one user. */
  readonly names: number;
  /** Different requests that are kept in all. */
  readonly actions: number;
}

export const COLLECT_LIMITS: CollectLimits = { names: 1000, actions: 400_000 };

export interface LogCollector {
  add(event: AuditEvent, place: LogPlace): void;
  result(): CollectedLog;
}

type Tally = { -readonly [Key in keyof LoggedAction]: LoggedAction[Key] };

interface Actor {
  readonly user: UserInfo;
  readonly isKept: boolean;
  readonly tallies: Map<string, Tally>;
  /** How many names are kept, by everything but the name. */
  readonly names: Map<string, number>;
}

/** Long-running requests that are open at one time; those whose end comes later than that many others count twice. */
const MAX_OPEN = 200_000;

/**
 * Takes events one by one and keeps every different request once, with its count: memory grows with the variety of a log and not with its
 * length, and is bounded. Of users that are not to be kept the requests are only counted.
 */
export function createLogCollector(limits: CollectLimits = COLLECT_LIMITS, keeps: (user: UserInfo) => boolean = () => true): LogCollector {
  const actors = new Map<string, Actor>();
  const byUser = new WeakMap<AuditUser, Actor>();
  const open = new Set<string>();
  const oldVersions = new Set<string>();
  const counts = { events: 0, requests: 0, allowed: 0, denied: 0, undecided: 0, dropped: 0, kept: 0 };
  const span = { first: '', last: '' };
  let hasDecisions = false;

  const actorOf = (user: AuditUser): Actor => {
    const known = byUser.get(user);
    if (known) return known;
    const groups = [...new Set(user.groups)].sort();
    const key = JSON.stringify([user.username, groups]);
    let actor = actors.get(key);
    if (!actor) {
      const info = { name: user.username, groups };
      actor = { user: info, isKept: keeps(info), tallies: new Map(), names: new Map() };
      actors.set(key, actor);
    }
    byUser.set(user, actor);
    return actor;
  };

  const tallyOf = (actor: Actor, action: Action, place: LogPlace): Tally | undefined => {
    const base = baseKey(action);
    const name = action.kind === 'path' ? action.path : action.name;
    const key = `name ${base}${name}`;
    const known = actor.tallies.get(key);
    if (known) return known;
    let asked = ownAction(action);
    let isAnyName = false;
    if (name !== '') {
      const kept = actor.names.get(base) ?? 0;
      if (kept >= limits.names) {
        // Any path would be far more than the paths that were asked for.
        if (action.kind === 'path') return undefined;
        const any = actor.tallies.get(`any ${base}`);
        if (any) return any;
        asked = { ...asked, name: '' } as Action;
        isAnyName = true;
      } else actor.names.set(base, kept + 1);
    }
    if (counts.kept >= limits.actions) return undefined;
    counts.kept++;
    const tally: Tally = {
      action: asked,
      isAnyName,
      allowed: 0,
      denied: 0,
      refused: 0,
      first: '',
      last: '',
      example: place,
      reason: '',
    };
    actor.tallies.set(isAnyName ? `any ${base}` : key, tally);
    return tally;
  };

  const count = (user: AuditUser, action: Action, outcome: 'allowed' | 'denied' | 'refused', event: AuditEvent, place: LogPlace): void => {
    const actor = actorOf(user);
    if (!actor.isKept) return;
    const tally = tallyOf(actor, action, place);
    if (!tally) {
      counts.dropped++;
      return;
    }
    if (outcome === 'allowed') {
      // The times and the example of what was allowed are worth more than those of what was not.
      if (tally.allowed === 0) {
        tally.first = '';
        tally.last = '';
        tally.example = place;
        tally.reason = own(event.decisionReason);
      }
      widen(tally, event.time);
      tally.allowed++;
    } else {
      if (tally.allowed === 0) widen(tally, event.time);
      if (outcome === 'denied') tally.denied++;
      else tally.refused++;
    }
  };

  return {
    add(event, place) {
      counts.events++;
      if (event.apiVersion !== 'audit.k8s.io/v1') oldVersions.add(own(event.apiVersion));
      if (event.time !== '') widen(span, event.time);
      if (!tellsOutcome(event)) return;
      if (event.auditID !== '') {
        if (event.stage === 'ResponseStarted') {
          if (open.size >= MAX_OPEN) open.clear();
          open.add(own(event.auditID));
        } else if (open.delete(event.auditID)) return;
      }
      const outcome = outcomeOf(event);
      if (event.decision !== '') hasDecisions = true;
      counts.requests++;
      if (outcome === 'unknown') {
        counts.undecided++;
        return;
      }
      if (outcome === 'allowed') counts.allowed++;
      else counts.denied++;
      const action = actionOf(event);
      // Whoever is impersonated is named only where that was allowed.
      for (const needed of impersonationActions(event, action))
        count(event.user, needed, 'allowed', { ...event, decisionReason: '' }, place);
      count(event.impersonatedUser ?? event.user, action, outcome, event, place);
    },
    result() {
      const { kept: _, ...totals } = counts;
      const users = [...actors.values()].map(({ user, tallies }) => ({ user, actions: [...tallies.values()] }));
      return { users, ...totals, oldVersions: [...oldVersions].sort(), ...span, hasDecisions };
    },
  };
}

/** Everything but the name. The lengths keep words apart, whatever is in them. */
function baseKey(action: Action): string {
  const { verb } = action;
  if (action.kind === 'path') return `path ${verb.length} ${verb}`;
  const { apiGroup, resource, subresource, namespace } = action;
  const lengths = `${verb.length} ${apiGroup.length} ${resource.length} ${subresource.length} ${namespace.length}`;
  return `${lengths} ${verb}${apiGroup}${resource}${subresource}${namespace}`;
}

/** Times of one log are written alike, so their order is that of their letters. */
function widen(span: { first: string; last: string }, time: string): void {
  if (time === '') return;
  if (span.first === '' || time < span.first) span.first = own(time);
  if (time > span.last) span.last = own(time);
}

/** A part of a line keeps the whole line alive, so what is kept is copied. */
function own(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}

function ownAction(action: Action): Action {
  if (action.kind === 'path') return { ...action, verb: own(action.verb), path: own(action.path) };
  const { verb, apiGroup, resource, subresource, namespace, name } = action;
  return {
    kind: 'resource',
    verb: own(verb),
    apiGroup: own(apiGroup),
    resource: own(resource),
    subresource: own(subresource),
    namespace: own(namespace),
    name: own(name),
    fieldSelector: [],
  };
}
