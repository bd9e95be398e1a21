import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { parseImage } from '../image-name.ts';

export const imagePullPolicy: Check = defineCheck({
  id: 'workload/image-pull-policy',
  title: 'Changed image may not be pulled again',
  severity: 'info',
  on: 'container',
  why: 'With IfNotPresent a node that has an image under the name keeps it, however old, and any pod on the node may use a private image that another one pulled.',
  remedy: 'Set imagePullPolicy to Always, or name the image by its digest.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], cks: ['supply-chain'] },
  aliases: {
    kubescape: ['C-0075'],
    checkov: ['CKV_K8S_15'],
    polaris: ['pullPolicyNotAlways'],
    'kube-score': ['container-image-pull-policy'],
  },
  fix: ({ path }) => {
    // A finding about a missing policy points at the image, whose tag decides then.
    const owner = path.slice(0, -1);
    return makeFix([{ kind: 'set', path: [...owner, 'imagePullPolicy'], value: 'Always' }], 'starts while the registry cannot be reached');
  },
  *evaluate({ container }) {
    const { image, imagePullPolicy: declared } = container.spec;
    const parsed = image === undefined ? undefined : parseImage(image);
    if (!parsed || parsed.digest !== undefined) return;
    // The API server defaults to Always for latest or no tag, and to IfNotPresent for any other tag.
    const isLatest = parsed.tag === undefined || parsed.tag === 'latest';
    const policy = declared ?? (isLatest ? 'Always' : 'IfNotPresent');
    if (policy === 'Always') return;
    const path = [...container.path, declared === undefined ? 'image' : 'imagePullPolicy'];
    const message = `image ${image} is pulled ${policy === 'Never' ? 'never' : 'only where it is not present'}${declared === undefined ? ', the default for its tag' : ''}`;
    // Worst where the name is known to move; a version that nobody moves is the usual case.
    yield { path, message, ...(isLatest ? { severity: 'medium' as const } : policy === 'Never' ? { severity: 'low' as const } : {}) };
  },
});
