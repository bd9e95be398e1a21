import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const healthcheck: Check = defineCheck({
  id: 'dockerfile/healthcheck',
  title: 'Image without HEALTHCHECK',
  severity: 'info',
  on: 'dockerfile',
  why: 'Docker and Swarm see a hanging program as running. Kubernetes does not read HEALTHCHECK; there a liveness and a readiness probe say the same.',
  remedy: 'Add HEALTHCHECK CMD with a program of the image that asks the service, or HEALTHCHECK NONE where probes do it.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3057'], trivy: ['DS-0026', 'AVD-DS-0026', 'DS026'], checkov: ['CKV_DOCKER_2'] },
  *evaluate({ dockerfile }) {
    const { final, chain } = dockerfile;
    if (!final || !chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')))
      return;
    if (!chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'HEALTHCHECK')))
      yield at(final.from, 'the image says nothing about its health');
  },
});
