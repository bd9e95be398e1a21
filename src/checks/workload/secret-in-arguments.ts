import { type Check, defineCheck } from '../define.ts';

/** `$(NAME)` is replaced by the kubelet, `$$(NAME)` is not: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ */
const REFERENCE = /(\$+)\(([A-Za-z_.][\w.-]*)\)/g;

export const secretInArguments: Check = defineCheck({
  id: 'workload/secret-in-arguments',
  title: 'Secret becomes part of a command line',
  severity: 'low',
  on: 'container',
  why: 'The kubelet writes the value of the Secret into the arguments. Command lines are shown by every process list of the node and of pods that see its processes, and programs like to log their own.',
  remedy: 'Let the program read the variable, or a file mounted from the Secret, instead of passing $(NAME) as an argument.',
  standards: {
    cis: ['5.4.1'],
    nsa: ['secrets'],
    owasp: ['K08'],
    mitre: ['T1552'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {},
  *evaluate({ container }) {
    const secrets = new Map<string, string>();
    for (const { name, valueFrom } of container.spec.env ?? []) {
      if (name !== undefined && valueFrom?.secretKeyRef) secrets.set(name, valueFrom.secretKeyRef.name ?? '');
    }
    if (secrets.size === 0) return;
    for (const field of ['command', 'args'] as const) {
      for (const [index, word] of (container.spec[field] ?? []).entries()) {
        const variable = [...word.matchAll(REFERENCE)].find(
          ([, dollars = '', name = '']) => dollars.length % 2 === 1 && secrets.has(name),
        )?.[2];
        if (variable === undefined) continue;
        const message = `an argument of container ${container.name} has $(${variable}) of Secret ${secrets.get(variable)} in it`;
        yield { path: [...container.path, field, index], message };
      }
    }
  },
});
