import { type Check, defineCheck } from '../define.ts';
import { detectNamed, detectToken } from '../secret-text/detect.ts';

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
    for (const field of ['command', 'args'] as const) {
      const words = container.spec[field] ?? [];
      for (const [index, word] of words.entries()) {
        const match = /^--?([\w.-]+)(?:=(.*))?$/s.exec(word);
        const next = words[index + 1];
        const value = match?.[2] ?? (match && next !== undefined && !next.startsWith('-') ? next : undefined);
        const found = detectToken(word) ?? (match?.[1] && value ? detectNamed(match[1], value) : undefined);
        if (found)
          yield {
            path: [...container.path, field, index],
            message: `an argument of container ${container.name} holds a credential (${found.kind}): ${found.masked}`,
          };
      }
    }
  },
});
