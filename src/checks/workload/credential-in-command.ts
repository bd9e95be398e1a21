import type { FieldPath } from '../../core/index.ts';
import type { ContainerView } from '../../kubernetes/index.ts';
import { detectCredentials } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const credentialInCommand: Check = defineCheck({
  id: 'workload/credential-in-command',
  title: 'Credential written into the command line of a container',
  severity: 'high',
  on: 'container',
  why: 'Command lines are in the repository and visible to every process that may list processes, on the node and with hostPID.',
  remedy: 'Let the program read the value from a mounted Secret, and change the credential.',
  standards: {
    cis: ['5.4.1'],
    nsa: ['secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { kubescape: ['C-0012'] },
  *evaluate({ container }) {
    for (const [path, words] of commandsOf(container)) {
      for (const [index, word] of words.entries()) {
        const option = /^--?([\w.-]{1,80})$/.exec(words[index - 1] ?? '')?.[1];
        const [found] = detectCredentials(word, word.startsWith('-') ? undefined : option);
        if (!found) continue;
        const message = `a command of container ${container.name} holds ${found.label} (${found.masked})`;
        yield { path: [...path, index], message };
      }
    }
  },
});

/** Everything that is started in a container: itself, its probes, its hooks. */
function* commandsOf({ path, spec }: ContainerView): Generator<[FieldPath, readonly string[]]> {
  yield [[...path, 'command'], spec.command ?? []];
  yield [[...path, 'args'], spec.args ?? []];
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    yield [[...path, probe, 'exec', 'command'], spec[probe]?.exec?.command ?? []];
  }
  for (const hook of ['postStart', 'preStop'] as const) {
    yield [[...path, 'lifecycle', hook, 'exec', 'command'], spec.lifecycle?.[hook]?.exec?.command ?? []];
  }
}
