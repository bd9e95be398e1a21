import { at, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const imageName: Check = defineCheck({
  id: 'dockerfile/image-name',
  title: 'Base image with a name that no registry accepts',
  severity: 'medium',
  on: 'dockerfile',
  why: 'The build ends here: names of images are lower case, with one tag and one digest at most. Until it is corrected nobody knows which image is meant.',
  remedy: 'Write the name as registry/repository:tag, all in lower case.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: {},
  unseen: 'a build that cannot run is no example',
  *evaluate({ dockerfile }) {
    for (const { from, base } of dockerfile.stages) {
      if (base.kind === 'image' && !parseImage(base.image)) yield at(from, `${shown(base.image)} is no name of an image`, base.reference);
    }
  },
});
