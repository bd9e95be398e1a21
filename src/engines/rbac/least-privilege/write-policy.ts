import { formatYaml } from '../../../formats/index.ts';
import type { PolicyRule, Subject } from '../vocabulary.ts';
import { RBAC_GROUP } from '../vocabulary.ts';
import type { GeneratedAccess, GeneratedBinding, GeneratedRole, GeneratedRule } from './generate.ts';

/** Lines of a comment, without the mark. They come from a log that anybody may have written into, so they must hold no line breaks. */
export interface PolicyComments {
  access(access: GeneratedAccess): readonly string[];
  rule(rule: GeneratedRule): readonly string[];
}

/** The roles and bindings as a YAML stream, with comments above each role and each rule. */
export function writePolicy(generated: readonly GeneratedAccess[], comments: PolicyComments): string {
  return generated
    .flatMap((access) => [
      ...access.roles.map((role, index) => roleDocument(role, index === 0 ? comments.access(access) : [], comments)),
      ...access.bindings.map((binding) => formatYaml(bindingObject(binding))),
    ])
    .map((document) => `---\n${document}`)
    .join('');
}

function roleDocument(role: GeneratedRole, head: readonly string[], comments: PolicyComments): string {
  const lines = head.map((line) => `# ${line}\n`).join('');
  const { rules: _, ...rest } = roleObject(role);
  const rules = role.rules.map((one) => {
    const above = comments.rule(one).map((line) => `  # ${line}\n`);
    return above.join('') + formatYaml({ rules: [ruleObject(one.rule)] }).replace(/^rules:\n/, '');
  });
  return `${lines}${formatYaml(rest)}rules:\n${rules.join('')}`;
}

/** A role as the API server takes it. */
export function roleObject({ kind, namespace, name, rules }: GeneratedRole): Readonly<Record<string, unknown>> {
  return {
    apiVersion: `${RBAC_GROUP}/v1`,
    kind,
    metadata: { name, ...(namespace === '' ? {} : { namespace }) },
    rules: rules.map(({ rule }) => ruleObject(rule)),
  };
}

export function bindingObject({ kind, namespace, name, role, subject }: GeneratedBinding): Readonly<Record<string, unknown>> {
  return {
    apiVersion: `${RBAC_GROUP}/v1`,
    kind,
    metadata: { name, ...(namespace === '' ? {} : { namespace }) },
    roleRef: { apiGroup: RBAC_GROUP, kind: role.kind, name: role.name },
    subjects: [subjectObject(subject)],
  };
}

function subjectObject({ kind, namespace, name }: Subject): Readonly<Record<string, string>> {
  return kind === 'ServiceAccount' ? { kind, name, namespace } : { apiGroup: RBAC_GROUP, kind, name };
}

/** The lists that say something, in the order in which people write them. */
export function ruleObject(rule: PolicyRule): Readonly<Record<string, readonly string[]>> {
  const order = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs', 'verbs'] as const;
  return Object.fromEntries(order.filter((field) => rule[field].length > 0).map((field) => [field, rule[field]]));
}
