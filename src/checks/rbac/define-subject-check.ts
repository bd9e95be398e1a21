import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, type CheckContext, defineCheck, type Violation } from '../define.ts';
import type { Fix } from '../fixes.ts';
import { BINDING_KINDS, type DeclaredSubject, declaredSubjects } from './bindings.ts';
import type { CheckFields } from './check-fields.ts';

interface SubjectCheck extends CheckFields {
  /** What is wrong with the subject; the path starts at the subject. */
  readonly find: (subject: DeclaredSubject, object: InventoryObject) => { readonly at: string; readonly message: string } | undefined;
  readonly fix?: (subject: DeclaredSubject, object: InventoryObject, context: CheckContext) => Fix | undefined;
}

/** A check of what single subjects of bindings say, for which nothing else has to be looked at. */
export function defineSubjectCheck({ find, fix, ...rest }: SubjectCheck): Check {
  return defineCheck({
    ...rest,
    on: 'object',
    kinds: BINDING_KINDS,
    ...(fix
      ? {
          fix({ path }: Violation, { object }: { readonly object: InventoryObject }, context: CheckContext) {
            const subject = declaredSubjects(object)[Number(path[1])];
            return subject && fix(subject, object, context);
          },
        }
      : {}),
    *evaluate({ object }) {
      for (const subject of declaredSubjects(object)) {
        const found = find(subject, object);
        if (found) yield { path: [...subject.path, found.at], message: found.message };
      }
    },
  });
}
