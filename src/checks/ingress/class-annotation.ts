import { type Edit, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { annotationOf, INGRESS_KINDS } from './annotations.ts';

const KEY = 'kubernetes.io/ingress.class';

export const classAnnotation: Check = defineCheck({
  id: 'ingress/class-annotation',
  title: 'Ingress names its class in the old annotation',
  severity: 'info',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'Kubernetes deprecated the annotation in 1.18. It names a word that any controller may listen to instead of an IngressClass that an administrator sets up, and newer controllers pass it over.',
  remedy: 'Remove the annotation and set spec.ingressClassName to the name of an IngressClass.',
  standards: { nsa: ['upgrades'], owasp: ['K10'], cks: ['cluster-setup'] },
  aliases: {},
  fix: ({ path }, { object }) => {
    const name = annotationOf(object, KEY) ?? '';
    const isNamed = stringAt(object.value, 'spec', 'ingressClassName') !== undefined;
    const edits: Edit[] = [{ kind: 'remove', path }];
    if (!isNamed) edits.push({ kind: 'set', path: ['spec', 'ingressClassName'], value: name });
    return makeFix(edits, 'a cluster without an IngressClass of this name', { risky: true });
  },
  *evaluate({ object }) {
    const name = annotationOf(object, KEY);
    if (name === undefined) return;
    const field = stringAt(object.value, 'spec', 'ingressClassName');
    const also = field === undefined ? '' : `, beside ingressClassName ${field}, which the API server refuses in a new Ingress`;
    yield { path: ['metadata', 'annotations', KEY], message: `the class ${name} is set by annotation${also}` };
  },
});
