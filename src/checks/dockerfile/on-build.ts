import { at, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const onBuild: Check = defineCheck({
  id: 'dockerfile/on-build',
  title: 'ONBUILD defers what cannot be deferred',
  severity: 'medium',
  on: 'dockerfile',
  why: 'ONBUILD, FROM and MAINTAINER are refused after ONBUILD: every build from this image fails, in a place where nobody looks.',
  remedy: 'Write the instruction into the Dockerfiles that build on this image.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3043'] },
  unseen: 'a build that cannot run is no example',
  *evaluate({ dockerfile }) {
    for (const { trigger } of instructionsOf(dockerfile, 'ONBUILD')) {
      if (trigger && ['ONBUILD', 'FROM', 'MAINTAINER'].includes(trigger.keyword))
        yield at(trigger, `ONBUILD cannot defer ${trigger.keyword}`);
    }
  },
});
