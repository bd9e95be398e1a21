import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const imageRegistry: Check = defineCheck({
  id: 'workload/image-registry',
  title: 'Image from a registry that is not on the list',
  severity: 'high',
  on: 'container',
  why: 'Images from anywhere are code from anybody. An allow-list keeps mistyped and look-alike names out.',
  remedy: 'Copy the image to a registry on the list (parameter allowed of this check), or add its registry there.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525', 'T1204.003'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { trivy: ['KSV125', 'AVD-KSV-0125'], kubescape: ['C-0078', 'C-0001'] },
  parameters: {
    allowed: {
      type: 'strings',
      default: [],
      description:
        'registries or repositories below which images may come from, such as registry.example.com or docker.io/library; empty allows all',
    },
  },
  unseen: 'It needs the list of your registries in seawall.yaml and is silent without one.',
  *evaluate({ container }, { parameters: { allowed } }) {
    const { image } = container.spec;
    const parsed = image === undefined || allowed.length === 0 ? undefined : parseImage(image);
    if (!parsed) return;
    const name = `${parsed.registry}/${parsed.repository}`;
    if (allowed.some((prefix) => name === prefix || name.startsWith(`${prefix.replace(/\/$/, '')}/`))) return;
    yield { path: [...container.path, 'image'], message: `image ${image} comes from ${parsed.registry}, which is not on the list` };
  },
});
