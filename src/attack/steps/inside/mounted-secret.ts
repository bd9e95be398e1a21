import type { FieldPath } from '../../../core/index.ts';
import { listAt, stringAt } from '../../../core/index.ts';
import type { ContainerView } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep } from '../../define-step.ts';
import { removeVolume } from '../../edits/workload-edits.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer } from '../containers.ts';

interface HeldSecret {
  readonly name: string;
  readonly how: string;
  readonly path: FieldPath;
  readonly volume?: string;
}

/** Secrets that a container gets as files or variables. */
function* secretsOf({ pod }: Unit, { spec, path }: ContainerView): Generator<HeldSecret> {
  const mounted = new Set((spec.volumeMounts ?? []).map(({ name }) => name));
  for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
    if (volume.name === undefined || !mounted.has(volume.name)) continue;
    const at = [...pod.path, 'volumes', index];
    const names = [
      volume.secret?.secretName,
      ...listAt(volume, 'projected', 'sources').map((source) => stringAt(source, 'secret', 'name')),
    ];
    for (const name of names) if (name) yield { name, how: `volume ${volume.name}`, path: at, volume: volume.name };
  }
  for (const [index, { name: variable, valueFrom }] of (spec.env ?? []).entries()) {
    const name = valueFrom?.secretKeyRef?.name;
    if (name) yield { name, how: `variable ${variable ?? ''}`, path: [...path, 'env', index] };
  }
  for (const [index, { secretRef }] of (spec.envFrom ?? []).entries()) {
    if (secretRef?.name) yield { name: secretRef.name, how: 'variables', path: [...path, 'envFrom', index] };
  }
}

export const mountedSecret: AttackStep = defineStep({
  id: 'inside/mounted-secret',
  phase: 'inside',
  title: 'Read the Secrets that a container is given',
  condition: 'A Secret is mounted as a volume into the container, or its keys are variables of it.',
  mitre: ['T1552.001', 'T1552.007'],
  microsoft: ['MS-TA9025'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-a-secret',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const { name, how, path, volume } of secretsOf(unit, container)) {
        yield {
          from: [fact],
          to: { kind: 'secret', namespace: unit.namespace, name },
          says: `reads Secret ${unit.namespace}/${name} in container ${container.name} of ${unit.title}`,
          grounds: () => [{ text: `${how} of the container holds Secret ${name}`, object: unit.object, path }],
          cuts: () => (volume === undefined ? [] : [removeVolume(unit, volume)]),
        };
      }
    }
  },
});
