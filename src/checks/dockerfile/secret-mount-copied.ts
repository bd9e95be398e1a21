import { at, instructionsOf, mountsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const secretMountCopied: Check = defineCheck({
  id: 'dockerfile/secret-mount-copied',
  title: 'Secret of the build written into a layer',
  severity: 'high',
  on: 'dockerfile',
  why: 'A secret mount is there for one step and in no layer, until the step writes it to a file: then everybody who may pull the image has it.',
  remedy: 'Read the secret where it is mounted, or give the step the variable it needs: RUN --mount=type=secret,id=token,env=TOKEN.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: {},
  unseen: 'those who use secret mounts rarely undo them',
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      const secrets = instruction.flags.filter(({ name, value }) => name === 'mount' && /(?:^|,)type=secret(?:,|$)/.test(value ?? ''));
      if (secrets.length === 0) continue;
      const places = [
        '/run/secrets/',
        ...mountsOf(instruction)
          .filter(({ type, target }) => type === 'secret' && target !== '')
          .map(({ target }) => target),
      ];
      for (const { program, words, redirections, pipeline } of instruction.shell.commands) {
        const secret = words.find(({ value }) => places.some((place) => value.startsWith(place)));
        const writes = redirections.some(
          ({ operator, target }) => operator.startsWith('>') && target && !/^\/(?:dev|tmp|run)\//.test(target.value),
        );
        if (secret && (COPIES.has(program) || (program === 'cat' && writes && pipeline.length === 1))) {
          yield at(instruction, `${secret.value} is written into the image`, secret);
        }
      }
    }
  },
});

const COPIES = new Set(['cp', 'mv', 'install']);
