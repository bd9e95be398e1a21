import { at, instructionsOf, isInImage } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { packageSteps } from '../package-steps.ts';

export const sshServer: Check = defineCheck({
  id: 'dockerfile/ssh-server',
  title: 'SSH server in the image',
  severity: 'medium',
  on: 'dockerfile',
  why: 'A second way into the container, past the API server and its audit log, with keys and passwords that nobody renews; and one more program to keep patched.',
  remedy: 'Take it out; use kubectl exec or kubectl debug, which are authenticated, authorized and recorded.',
  standards: { nsa: ['secure-images'], mitre: ['T1133'], microsoft: ['MS-TA9010'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const { instruction, packages } of packageSteps(
      dockerfile,
      ['apt-get', 'apt', 'apk', 'dnf', 'yum', 'microdnf', 'zypper'],
      ['install', 'add', 'in'],
    )) {
      const server = packages.find(
        ({ value }) => /^(?:openssh-server|openssh|dropbear|tinyssh)(?:[=~-].*)?$/.test(value) && !value.startsWith('openssh-client'),
      );
      if (server && isInImage(dockerfile, instruction)) yield at(instruction, `${server.value} is installed`, server);
    }
    for (const instruction of instructionsOf(dockerfile, 'CMD', 'ENTRYPOINT')) {
      const command = instruction.shell.commands.find(
        ({ program, words }) => program === 'sshd' || (program === 'service' && /^sshd?$/.test(words[0]?.value ?? '')),
      );
      if (command && isInImage(dockerfile, instruction)) yield at(instruction, 'the container starts an SSH server', command.name);
    }
  },
});
