import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const oldBase: Check = defineCheck({
  id: 'dockerfile/old-base',
  title: 'Base image that no longer gets security fixes',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Weaknesses found after the end of support stay in the image for good, however often it is built again.',
  remedy: 'Build from a supported version of the same image.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }, { now }) {
    for (const { from, base } of dockerfile.stages) {
      const parsed = base.kind === 'image' ? parseImage(base.image) : undefined;
      if (!parsed || parsed.registry !== 'docker.io' || parsed.tag === undefined) continue;
      const name = parsed.repository.replace(/^library\//, '');
      const ended = (Object.hasOwn(ENDS, name) ? ENDS[name] : undefined)?.find(([pattern]) => pattern.test(parsed.tag ?? ''));
      if (ended && new Date(ended[1]) < now)
        yield at(from, `${name}:${parsed.tag} has had no fixes since ${ended[1]} or before`, base.reference);
    }
  },
});

/** Ends of support, from the release pages of each project; of several versions in one row, the last one's. */
const ENDS: Readonly<Record<string, readonly (readonly [tag: RegExp, date: string])[]>> = {
  alpine: [
    [/^(?:2\.|3\.(?:\d|1[01])(?!\d))/, '2021-11-01'],
    [/^3\.12/, '2022-05-01'],
    [/^3\.13/, '2022-11-01'],
    [/^3\.14/, '2023-05-01'],
    [/^3\.15/, '2023-11-01'],
    [/^3\.16/, '2024-05-23'],
    [/^3\.17/, '2024-11-22'],
    [/^3\.18/, '2025-05-09'],
    [/^3\.19/, '2025-11-01'],
    [/^3\.20/, '2026-04-01'],
    [/^3\.21/, '2026-11-01'],
  ],
  debian: [
    [/^(?:[4-9](?!\d)|wheezy|jessie|stretch)/, '2022-06-30'],
    [/^(?:10(?!\d)|buster)/, '2024-06-30'],
    [/^(?:11(?!\d)|bullseye)/, '2026-08-31'],
  ],
  ubuntu: [
    [/^(?:1[0-7]\.|18\.10|19\.|xenial|trusty)/, '2021-04-30'],
    [/^(?:18\.04|bionic)/, '2023-05-31'],
    [/^(?:20\.04|focal)/, '2025-05-31'],
    [/^(?:2[1-3]\.\d\d|20\.10|22\.10|24\.10)(?<!22\.04)/, '2025-07-10'],
  ],
  centos: [[/^(?:centos)?[5-8]/, '2024-06-30']],
  node: [
    [/^(?:\d|1[0-79])(?!\d)/, '2023-09-11'],
    [/^18(?!\d)/, '2025-04-30'],
    [/^20(?!\d)/, '2026-04-30'],
    [/^(?:21|23)(?!\d)/, '2025-06-01'],
  ],
  python: [
    [/^(?:2|3\.[0-7])(?!\d)/, '2023-06-27'],
    [/^3\.8/, '2024-10-07'],
    [/^3\.9/, '2025-10-31'],
    [/^3\.10/, '2026-10-31'],
  ],
  ruby: [
    [/^(?:1|2|3\.0)(?!\d)/, '2024-04-23'],
    [/^3\.1(?!\d)/, '2025-03-26'],
    [/^3\.2(?!\d)/, '2026-03-31'],
  ],
  php: [
    [/^(?:[4-7]|8\.0)(?!\d)/, '2023-11-26'],
    [/^8\.1/, '2025-12-31'],
  ],
  golang: [
    [/^1\.(?:\d|1\d|2[0-2])(?!\d)/, '2025-02-11'],
    [/^1\.23(?!\d)/, '2025-08-31'],
    [/^1\.24(?!\d)/, '2026-02-28'],
  ],
  openjdk: [[/./, '2022-07-01']],
};
