import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const imageName: Check = defineCheck({
  id: 'workload/image-name',
  title: 'Image name that no runtime can read',
  severity: 'medium',
  on: 'container',
  why: 'The container cannot start, or a typing error (a space, an upper-case letter, a scheme) makes it something else than was meant.',
  remedy: 'Write it as registry/repository:tag@digest, the repository in lower case.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], cks: ['supply-chain'] },
  aliases: {},
  unseen: 'A manifest with such a name does not work, so it is not published.',
  *evaluate({ container }) {
    const { image } = container.spec;
    if (image !== undefined && image !== '' && !parseImage(image) && !image.includes('$') && !image.includes('{{')) {
      yield { path: [...container.path, 'image'], message: `"${image}" is no image name` };
    }
  },
});
