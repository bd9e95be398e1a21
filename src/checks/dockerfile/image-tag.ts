import type { Span } from '../../formats/index.ts';
import type { Instruction } from '../../inventory/index.ts';
import { at, flagOf, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const imageTag: Check = defineCheck({
  id: 'dockerfile/image-tag',
  title: 'Base image whose tag may change any day',
  severity: 'medium',
  on: 'dockerfile',
  why: 'latest, or no tag at all, is whatever was pushed last: two builds of the same file give different images, a rollback brings nothing back, and a hijacked registry account is built in by itself.',
  remedy: 'Name a version, better with its digest (FROM alpine:3.22@sha256:...).',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3006', 'DL3007'], trivy: ['DS-0001', 'AVD-DS-0001', 'DS001'], checkov: ['CKV_DOCKER_7'] },
  *evaluate({ dockerfile }) {
    for (const { from, base } of dockerfile.stages) {
      if (base.kind === 'image') yield* judge(from, base.image, base.reference);
    }
    const names = new Set(dockerfile.stages.map(({ name }) => name));
    for (const copy of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      const flag = flagOf(copy, 'from');
      const image = flag && copy.valueOf({ text: flag.value ?? '' });
      // What looks like the name of a stage is left to the checks of stages.
      if (flag && image && !names.has(image.toLowerCase()) && /[/:.]/.test(image)) yield* judge(copy, image, flag.valueSpan);
    }
  },
});

function* judge(instruction: Instruction, image: string, span: Span): Generator<ReturnType<typeof at>> {
  const parsed = parseImage(image);
  if (!parsed || parsed.digest !== undefined || (parsed.tag !== undefined && parsed.tag !== 'latest')) return;
  yield at(instruction, `image ${image} has ${parsed.tag === undefined ? 'no tag, which means latest' : 'the tag latest'}`, span);
}
