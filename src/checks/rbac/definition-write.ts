import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const definitionWrite: Check = defineRight({
  id: 'rbac/definition-write',
  title: 'Somebody may change CustomResourceDefinitions',
  severity: 'low',
  inNamespace: 'low',
  why: 'A definition names the webhook that converts its objects, and that sees and may change each of them; deleting one deletes all its objects.',
  remedy:
    'Install definitions in the pipeline, and remove create, update, patch and delete on customresourcedefinitions from running programs.',
  standards: { nsa: ['rbac'], owasp: ['K03'], microsoft: ['MS-TA9038'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [
    {
      apiGroup: 'apiextensions.k8s.io',
      resources: ['customresourcedefinitions'],
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
    },
  ],
  isClusterScoped: true,
  breaks: 'operators that install their own definitions',
});
