import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const stageNameTwice: Check = defineCheck({
  id: 'dockerfile/stage-name-twice',
  title: 'Two stages of one name',
  severity: 'low',
  on: 'dockerfile',
  why: 'COPY --from and docker build --target take one of them, and the reader thinks of the other: what ends up in the image is not what was reviewed.',
  remedy: 'Give each stage a name of its own (FROM ... AS name).',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3024'], trivy: ['DS-0012', 'AVD-DS-0012', 'DS012'], checkov: ['CKV_DOCKER_11'] },
  unseen: 'Docker refuses such a file in its newer versions',
  *evaluate({ dockerfile }) {
    const seen = new Set<string>();
    for (const { from, name } of dockerfile.stages) {
      if (name === undefined) continue;
      if (seen.has(name)) yield at(from, `there is another stage ${name}`, from.words[2]);
      seen.add(name);
    }
  },
});
