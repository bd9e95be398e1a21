import type { Stage } from '../../inventory/index.ts';
import { runsAsUser } from '../base-images.ts';
import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { addToFinalStage } from '../dockerfile-fixes.ts';

export const missingUser: Check = defineCheck({
  id: 'dockerfile/missing-user',
  title: 'Image runs as root because no USER is set',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Without USER the processes of the container are root: whoever takes one over may change the whole image, use every capability the runtime leaves, and is root on the node once out of the container.',
  remedy: 'Create a user and end the final stage with USER and its number, for example USER 10001, after everything that needs root.',
  standards: { nsa: ['non-root'], owasp: ['K01'], mitre: ['T1611'], cks: ['supply-chain'] },
  aliases: { trivy: ['DS-0002', 'AVD-DS-0002', 'DS002'], checkov: ['CKV_DOCKER_3'] },
  fix: addToFinalStage('USER 10001:10001', 'a program that needs root, or files that belong to another user', { risky: true }),
  *evaluate({ dockerfile }) {
    const { final } = dockerfile;
    if (!final || final.end.user || !startsProgram(final)) return;
    const [base] = dockerfile.chain;
    if (!base || base.base.kind === 'unresolved' || (base.base.kind === 'image' && runsAsUser(base.base.image))) return;
    yield at(final.from, 'the image sets no USER, so it runs as root', final.base.reference);
  },
});

/** A stage from scratch without a command is a way to export files, not an image to run. */
function startsProgram({ base, instructions }: Stage): boolean {
  return base.kind !== 'scratch' || instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
}
