import type { ContainerView } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open, type Premise, usual } from '../../define-step.ts';
import { everyContainer } from '../containers.ts';
import { programOf } from '../program-of.ts';

interface Pull {
  readonly image: string;
  /** What has to be so that the node pulls the image again. */
  readonly premises: readonly Premise[];
}

/** How the image of a container is pulled; `undefined` where another one under the same name is never taken. */
export function pullOf(container: ContainerView): Pull | undefined {
  const { image, imagePullPolicy } = container.spec;
  if (!image || image.includes('@') || imagePullPolicy === 'Never') return undefined;
  const { tag } = programOf(container);
  // https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting
  const isAlways = imagePullPolicy === undefined ? tag === '' || tag === 'latest' : imagePullPolicy === 'Always';
  return {
    image,
    premises: [isAlways ? usual('the container starts again, and its image is pulled each time') : open('the node pulls the image again')],
  };
}

export const mutableImage: AttackStep = defineStep({
  id: 'entry/mutable-image',
  phase: 'entry',
  title: 'Put another image under a tag that a workload uses',
  condition:
    'The image is named by a tag and not by a digest, and is pulled from a registry, so that whoever may write to its registry, or stands between, decides what runs.',
  mitre: ['T1525', 'T1204.003'],
  microsoft: ['MS-TA9002'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  effort: 3,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const pull = pullOf(container);
      if (!pull) continue;
      yield {
        from: [{ kind: 'registry' }],
        to: fact,
        says: `puts another image under ${pull.image}, which ${unit.title} starts`,
        premises: pull.premises,
        grounds: () => [{ text: `image ${pull.image} names no digest`, object: unit.object, path: [...container.path, 'image'] }],
      };
    }
  },
});
