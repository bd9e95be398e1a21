import type { FieldEdit, FieldPath } from '../../core/index.ts';
import type { ContainerView } from '../../kubernetes/index.ts';
import { capabilityName } from '../../kubernetes/index.ts';
import type { Unit } from '../scene/units.ts';
import type { CandidateEdit } from './candidate-edit.ts';

/** The same edit in every member of a unit. */
export function editUnit(unit: Unit, name: string, title: string, cost: number, risk: string, edits: readonly FieldEdit[]): CandidateEdit {
  return {
    key: `${unit.id} ${name}`,
    title: `${title} in ${unit.title}`,
    risk,
    cost,
    changes: unit.members.map((object) => ({ object, edits })),
  };
}

export function setField(unit: Unit, path: FieldPath, value: unknown, title: string, cost: number, risk: string): CandidateEdit {
  return editUnit(unit, `${path.join('.')}=${JSON.stringify(value)}`, title, cost, risk, [{ kind: 'set', path, value }]);
}

/** `privileged: false`, and whatever of the kind is switched on in the pod. */
export function switchOff(unit: Unit, path: FieldPath, risk: string, cost = 5): CandidateEdit {
  return setField(unit, path, false, `set ${path.at(-1)} to false`, cost, risk);
}

export function dropCapability(unit: Unit, container: ContainerView, names: readonly string[]): CandidateEdit | undefined {
  const added = container.spec.securityContext?.capabilities?.add ?? [];
  const edits = [...added.entries()]
    .filter(([, text]) => names.includes(capabilityName(text)))
    .reverse()
    .map(([index]): FieldEdit => ({ kind: 'remove', path: [...container.path, 'securityContext', 'capabilities', 'add', index] }));
  if (edits.length === 0) return undefined;
  const title = `take the ${edits.length === 1 ? 'capability' : 'capabilities'} ${names.filter((one) => added.map(capabilityName).includes(one)).join(', ')} from container ${container.name}`;
  return editUnit(unit, `${container.path.join('.')} drop ${names.join()}`, title, 5, 'what the program does with it stops working', edits);
}

/** Takes a volume away with everything that mounts it. */
export function removeVolume(unit: Unit, volume: string): CandidateEdit {
  const index = (unit.pod.spec.volumes ?? []).findIndex(({ name }) => name === volume);
  const mounts = unit.pod.containers.flatMap((container): FieldEdit[] => {
    const all = container.spec.volumeMounts ?? [];
    const indexes = [...all.entries()].filter(([, { name }]) => name === volume).map(([at]) => at);
    if (indexes.length === all.length && indexes.length > 0) return [{ kind: 'remove', path: [...container.path, 'volumeMounts'] }];
    return indexes.reverse().map((at) => ({ kind: 'remove', path: [...container.path, 'volumeMounts', at] }));
  });
  const isOnly = unit.pod.spec.volumes?.length === 1;
  const edits: FieldEdit[] = [...mounts, { kind: 'remove', path: [...unit.pod.path, 'volumes', ...(isOnly ? [] : [index])] }];
  return editUnit(unit, `volume ${volume}`, `remove the volume ${volume}`, 12, 'programs that use its files stop working', edits);
}

export function mountReadOnly(unit: Unit, container: ContainerView, volume: string): CandidateEdit {
  const edits = [...(container.spec.volumeMounts ?? []).entries()]
    .filter(([, mount]) => mount.name === volume && mount.readOnly !== true)
    .map(([index]): FieldEdit => ({ kind: 'set', path: [...container.path, 'volumeMounts', index, 'readOnly'], value: true }));
  const title = `mount ${volume} read-only into container ${container.name}`;
  return editUnit(unit, `${container.path.join('.')} read-only ${volume}`, title, 4, 'a program that writes there stops working', edits);
}
