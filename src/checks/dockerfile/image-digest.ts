import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { parseImage } from '../image-name.ts';

export const imageDigest: Check = defineCheck({
  id: 'dockerfile/image-digest',
  title: 'Base image not pinned by digest',
  severity: 'info',
  on: 'dockerfile',
  why: 'A tag can be pushed again. Only the digest says which image was meant, so that a build takes what was tested and a changed registry is noticed.',
  remedy: 'Write the digest after the tag (FROM alpine:3.22@sha256:...), and let a bot renew both.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: {},
  fix: ({ span }, { dockerfile }) => {
    const image = span && dockerfile.file.text.slice(span.start, span.end);
    const digest = image === undefined ? undefined : dockerfile.lockedDigest(image);
    if (!span || digest === undefined) return undefined;
    return makeFix(
      [{ kind: 'text', start: span.end, end: span.end, text: `@${digest}`, description: `pin ${image} to ${digest}` }],
      'updates of the image: they come with a new lock file from now on',
    );
  },
  *evaluate({ dockerfile }) {
    for (const { from, base } of dockerfile.stages) {
      const parsed = base.kind === 'image' ? parseImage(base.image) : undefined;
      if (!parsed || parsed.digest !== undefined || parsed.tag === undefined || parsed.tag === 'latest') continue;
      yield at(from, `image ${base.kind === 'image' ? base.image : ''} is named by its tag alone`, base.reference);
    }
  },
});
