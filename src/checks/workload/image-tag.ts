import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const imageTag: Check = defineCheck({
  id: 'workload/image-tag',
  title: 'Image tag that may change any day',
  severity: 'medium',
  on: 'container',
  why: 'latest, or no tag at all, is whatever was pushed last: nodes run different programs under one name, a rollback brings nothing back, and a hijacked registry account is rolled out by itself.',
  remedy: 'Name a version, better with its digest (image:1.2.3@sha256:...).',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525', 'T1204.003'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: {
    trivy: ['KSV013', 'AVD-KSV-0013'],
    kubescape: ['C-0075'],
    checkov: ['CKV_K8S_14'],
    'kube-linter': ['latest-tag'],
    polaris: ['tagNotSpecified'],
    'kube-score': ['container-image-tag'],
  },
  *evaluate({ container }) {
    const { image } = container.spec;
    const parsed = image === undefined ? undefined : parseImage(image);
    if (!parsed || parsed.digest !== undefined || (parsed.tag !== undefined && parsed.tag !== 'latest')) return;
    yield {
      path: [...container.path, 'image'],
      message: `image ${image} has ${parsed.tag === undefined ? 'no tag, which means latest' : 'the tag latest'}`,
    };
  },
});
