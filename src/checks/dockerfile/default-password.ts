import { at, optionOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const defaultPassword: Check = defineCheck({
  id: 'dockerfile/default-password',
  title: 'Password of a user set during the build',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Every container from the image has the same password, the image tells it to everybody who may pull it, and nobody changes it later.',
  remedy: 'Leave users without a password (adduser -D, useradd without -p) and do not log in to containers.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV2_DOCKER_17'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'chpasswd', 'passwd', 'useradd', 'usermod')) {
      const setsOne =
        command.program === 'chpasswd' ||
        (command.program === 'passwd'
          ? command.pipeline.index > 0 || optionOf(command, /^(?:-d|--delete|--stdin)$/) !== undefined
          : optionOf(command, /^(?:-p|--password(?:=.*)?)$/) !== undefined);
      if (setsOne) yield at(instruction, `${command.program} sets a password`, command.name);
    }
  },
});
