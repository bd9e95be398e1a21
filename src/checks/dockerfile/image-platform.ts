import { at, flagOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeWord } from '../dockerfile-fixes.ts';

export const imagePlatform: Check = defineCheck({
  id: 'dockerfile/image-platform',
  title: 'Platform of the base image is fixed',
  severity: 'info',
  on: 'dockerfile',
  why: 'The image runs on that processor only: on any other one it is emulated or does not start, and the build for several platforms is silently wrong.',
  remedy:
    'Leave --platform out, or use $BUILDPLATFORM for stages that compile and $TARGETPLATFORM for the rest; choose the platform with docker build --platform.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3029'] },
  fix: removeWord('builds on machines of another kind, which relied on the platform', { risky: true }),
  *evaluate({ dockerfile }) {
    for (const { from } of dockerfile.stages) {
      const flag = flagOf(from, 'platform');
      if (flag?.value && !flag.value.includes('$')) yield at(from, `the platform is always ${flag.value}`, flag);
    }
  },
});
