import { isRecord, listAt, type Problem, stringAt } from '../core/index.ts';
import type { InventoryObject } from './object.ts';

export interface Kept {
  readonly objects: readonly InventoryObject[];
  readonly problems: readonly Problem[];
}

const KUSTOMIZE = 'kustomize.config.k8s.io';

/**
 * Takes out what is an instruction to kustomize and no object of a cluster: kustomizations, and the patches they name, which are
 * objects with most of their fields missing. A verdict on either would be a verdict on something nobody installs.
 */
export function setAsideKustomizations(all: readonly InventoryObject[]): Kept {
  const kustomizations = all.filter((object) => object.group === KUSTOMIZE);
  const patches = new Set(kustomizations.flatMap(patchFiles));
  const objects = all.filter((object) => object.group !== KUSTOMIZE && !patches.has(object.file.name) && !('$patch' in object.value));
  const problems = kustomizations.map((object): Problem => {
    const folder = folderOf(object.file.name);
    return {
      code: 'not-evaluated',
      message: `${object.kind.toLowerCase()} not rendered: what it makes of its resources is not evaluated`,
      place: object.locate(['kind']).place,
      hint: `kubectl kustomize ${folder === '' ? '.' : folder} | seawall scan -`,
    };
  });
  return { objects, problems };
}

function patchFiles(kustomization: InventoryObject): string[] {
  const { value } = kustomization;
  const names = [
    ...listAt(value, 'patches').map((patch) => (isRecord(patch) ? stringAt(patch, 'path') : undefined)),
    ...listAt(value, 'patchesJson6902').map((patch) => stringAt(patch, 'path')),
    ...listAt(value, 'patchesStrategicMerge'),
  ];
  return names.filter((name) => typeof name === 'string').map((name) => resolvePath(folderOf(kustomization.file.name), name));
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
}

/** `name` seen from `folder`, with `.` and `..` worked in. */
function resolvePath(folder: string, name: string): string {
  const steps = folder === '' ? [] : folder.split('/');
  for (const step of name.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
