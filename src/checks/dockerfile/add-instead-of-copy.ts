import { at, instructionsOf, shown, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { rewriteWord } from '../dockerfile-fixes.ts';

export const addInsteadOfCopy: Check = defineCheck({
  id: 'dockerfile/add-instead-of-copy',
  title: 'ADD where COPY is meant',
  severity: 'low',
  on: 'dockerfile',
  why: 'ADD unpacks archives and fetches addresses: a file with the right first bytes is unpacked over the image, and a reader cannot tell what was meant.',
  remedy: 'Use COPY for files and folders; keep ADD for archives that are to be unpacked.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3020'], trivy: ['DS-0005', 'AVD-DS-0005', 'DS005'], checkov: ['CKV_DOCKER_4'] },
  fix: rewriteWord(() => 'COPY', 'an archive that ADD unpacked because of its content', { risky: true }),
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ADD')) {
      const sources = transferOf(instruction)?.sources ?? [];
      const isLocal =
        sources.length > 0 && sources.every(({ text }) => !/^(?:https?|ftp|git|ssh):\/\/|^git@|\$|\.git(?:[#?]|$)/i.test(text));
      if (isLocal && !sources.some(({ text }) => ARCHIVE.test(text)))
        yield at(instruction, `ADD copies ${shown(sources.map(({ text }) => text).join(' '))}`);
    }
  },
});

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.\w+|gz|bz2|xz|lzma|tlz|Z|zst)["']?$/i;
