import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { everyContainer } from '../containers.ts';

export const mutableImage: AttackStep = defineStep({
  id: 'entry/mutable-image',
  phase: 'entry',
  title: 'Put another image under a tag that a workload uses',
  condition:
    'The image is named by a tag and not by a digest, so that whoever may write to its registry, or stands between, decides what runs.',
  mitre: ['T1525', 'T1204.003'],
  microsoft: ['MS-TA9002'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  effort: 3,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const { image } = container.spec;
      if (!image || image.includes('@sha256:')) continue;
      yield {
        from: [{ kind: 'registry' }],
        to: fact,
        says: `puts another image under ${image}, which ${unit.title} starts`,
        premises: [open('the node pulls the image again')],
        grounds: () => [{ text: `image ${image} names no digest`, object: unit.object, path: [...container.path, 'image'] }],
      };
    }
  },
});
