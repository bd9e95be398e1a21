import { at, isInImage, operandsOf, shown, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const writableSystemPath: Check = defineCheck({
  id: 'dockerfile/writable-system-path',
  title: 'System folder handed to the user of the container',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Whoever takes the program over may then replace the programs, libraries and settings that root and every later process use.',
  remedy:
    'Leave /bin, /etc, /lib, /sbin and /usr to root (the seal: RUN chmod a-w /etc /lib /sbin /usr /root), and give the program a folder of its own.',
  standards: { nsa: ['immutable-filesystem'], owasp: ['K01'], mitre: ['T1543'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'chown', 'chmod')) {
      if (!isInImage(dockerfile, instruction)) continue;
      const [change, ...paths] = operandsOf(command, /^--(?:from|reference)$/);
      const gives = command.program === 'chown' ? !/^(?:root|0)\b/.test(change?.value ?? '') : MORE_WRITERS.test(change?.value ?? '');
      const path = paths.find(({ value }) => SYSTEM.test(value));
      if (change && gives && path) yield at(instruction, `${command.program} ${shown(change.value)} opens ${path.value}`, path);
    }
  },
});

const SYSTEM = /^\/(?:(?:etc|bin|sbin|lib(?:64)?|usr(?:\/(?:local(?:\/(?:bin|sbin|lib))?|bin|sbin|lib))?|root|boot)\/?\*?)?$/;
const MORE_WRITERS = /(?:^|,)[ugoa]*[go][ugoa]*[+=][rxXst]*w|^0?[0-7]?[0-7](?:[2367][0-7]|[0-7][2367])$/;
