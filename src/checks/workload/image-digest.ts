import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const imageDigest: Check = defineCheck({
  id: 'workload/image-digest',
  title: 'Image is not pinned to its content',
  severity: 'low',
  on: 'container',
  why: 'A tag can be moved to another image by whoever may push. Only a digest says which bytes run.',
  remedy: 'Write the image with its digest, image:1.2.3@sha256:..., and let a bot renew it.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV_K8S_43'] },
  *evaluate({ container }) {
    const { image } = container.spec;
    const parsed = image === undefined ? undefined : parseImage(image);
    if (!parsed || parsed.digest !== undefined || parsed.tag === undefined || parsed.tag === 'latest') return;
    yield { path: [...container.path, 'image'], message: `image ${image} has no digest` };
  },
});
