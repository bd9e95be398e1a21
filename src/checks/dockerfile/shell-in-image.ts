import { isWithoutShell } from '../base-images.ts';
import { at, isInImage, stepsOf, withoutDigest } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const shellInImage: Check = defineCheck({
  id: 'dockerfile/shell-in-image',
  title: 'Final image has a shell and a package manager',
  severity: 'info',
  on: 'dockerfile',
  why: 'A shell is the first thing that an intruder uses: to look around, to download tools, to stay. A program that needs none is safer in an image that has none.',
  remedy:
    'Build FROM scratch or a distroless image in the final stage (seawall explain dockerfile/multi-stage), or remove the shell as the last step.',
  standards: { nsa: ['secure-images'], owasp: ['K01'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    const { final } = dockerfile;
    const [base] = dockerfile.chain;
    if (!final || base?.base.kind !== 'image' || isWithoutShell(base.base.image) !== false) return;
    for (const { instruction, command } of stepsOf(dockerfile, 'rm', 'apk', 'apt-get')) {
      if (isInImage(dockerfile, instruction) && command.words.some(({ value }) => REMOVED.test(value))) return;
    }
    yield at(final.from, `${withoutDigest(base.base.image)} brings a shell`, final.base.reference);
  },
});

const REMOVED = /^\/(?:usr\/)?bin(?:\/(?:\*|sh|busybox|bash))?$|^(?:busybox|bash|dash)$/;
