import { fail, type Outcome, succeed } from '../../core/index.ts';
import { formatJson, RegoObject, RegoSet, type Value } from '../rego/index.ts';
import type { CheckMessage, MessageLocation } from './result.ts';

/**
 * The messages in the value of a rule: texts, and objects with a text under `msg`. An empty message is a test that passed, as is a value that is no
 * set and no list; members of other types are passed over.
 */
export function messagesOf(value: Value | undefined, query: string): Outcome<readonly CheckMessage[]> {
  if (value === undefined) return succeed([]);
  const members = membersOf(value);
  if (members === undefined || members.length === 0) return succeed([{ message: '' }]);
  const messages: CheckMessage[] = [];
  for (const member of members) {
    if (typeof member === 'string') messages.push({ message: member, metadata: withQuery(new RegoObject(), query) });
    else if (member instanceof RegoObject) {
      const message = member.get('msg');
      if (typeof message !== 'string') {
        return fail({
          code: 'not-evaluated',
          message: `${query}: "msg" field must be present and a string`,
          hint: 'give a text, or an object such as {"msg": "...", "severity": "high"}',
        });
      }
      messages.push({ message, ...locationIn(member), metadata: withQuery(member, query) });
    }
  }
  return succeed(messages);
}

function membersOf(value: Value): readonly Value[] | undefined {
  if (value instanceof RegoSet) return value.values();
  return Array.isArray(value) ? (value as readonly Value[]) : undefined;
}

function withQuery(members: RegoObject, query: string): RegoObject {
  const metadata = new RegoObject();
  for (const [key, value] of members.pairs()) if (key !== 'msg' && key !== '_loc') metadata.set(key, value);
  metadata.set('query', query);
  return metadata;
}

function locationIn(member: RegoObject): { readonly location?: MessageLocation } {
  const given = member.get('_loc');
  if (!(given instanceof RegoObject)) return {};
  const file = given.get('file');
  const line = given.get('line');
  const text = line !== undefined && line !== null && typeof line !== 'string' && typeof line !== 'boolean' ? formatJson(line) : '';
  const location = { file: typeof file === 'string' ? file : '', line: /^-?\d/.test(text) ? text : '' };
  return location.file === '' && location.line === '' ? {} : { location };
}

/** How many entries of the exceptions, two levels deep, name the rule. */
export function countExceptions(exceptions: Value | undefined, name: string): number {
  let count = 0;
  for (const outer of entriesOf(exceptions)) for (const inner of entriesOf(outer)) if (inner === name) count++;
  return count;
}

function entriesOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value instanceof RegoObject ? [...value.pairs()].map(([, member]) => member) : (membersOf(value) ?? []);
}
