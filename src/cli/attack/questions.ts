import type { CrownJewel, Start, Unit } from '../../attack/index.ts';
import { didYouMean } from '../../core/index.ts';
import { askSubject } from '../access/questions.ts';
import type { OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';
import type { AttackState } from './read-attack.ts';

export interface Starts {
  readonly list: readonly Start[];
  /** Whether nobody asked for certain ones. */
  readonly isDefault: boolean;
  /** Whether a path from it is what the exit code is about: what was asked for, else the internet. */
  isAsked(start: Start): boolean;
}

/** Where `--from` and `--assume-compromised` put the attacker; by default the internet, and then every workload and account by itself. */
export function readStarts(options: OptionValues, state: AttackState): Starts {
  const starts = namedStarts(options, state);
  const weaknesses = options['weaknesses'] as 'one' | 'any' | undefined;
  // From the internet all is told; inside, what a taken workload takes with it by itself.
  return {
    ...starts,
    list: starts.list.map((start) => ({ ...start, weaknesses: weaknesses ?? (start.kind === 'internet' ? 'any' : 'one') })),
  };
}

function namedStarts(options: OptionValues, state: AttackState): Starts {
  const named = [...listOption(options['from']), ...listOption(options['assumeCompromised'])];
  if (named.length > 0) {
    const list = named.flatMap((word) => parseStart(word, state));
    return { list, isDefault: false, isAsked: () => true };
  }
  const { units, authorizer } = state.scene;
  const subjects = authorizer.subjects().filter(({ kind, name, namespace }) => {
    if (name.startsWith('system:')) return false;
    // Its workloads are asked already, and controllers of the cluster are of no interest.
    return kind !== 'ServiceAccount' || !isControllerOfCluster(namespace, name, state);
  });
  const list: Start[] = [
    { kind: 'internet' },
    ...units.map((unit): Start => ({ kind: 'workload', unit })),
    ...subjects.map((subject): Start => ({ kind: 'subject', subject })),
  ];
  return { list, isDefault: true, isAsked: ({ kind }) => kind === 'internet' };
}

/** An account that no object declares and that only bindings of every cluster name. */
function isControllerOfCluster(namespace: string, name: string, { scene }: AttackState): boolean {
  const namesIt = ({
    subjects,
  }: {
    readonly subjects: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
  }): boolean => subjects.some((one) => one.kind === 'ServiceAccount' && one.namespace === namespace && one.name === name);
  return (
    !scene.find('', 'ServiceAccount', namespace, name) && !scene.policy.bindings.some((binding) => !binding.isAssumed && namesIt(binding))
  );
}

export function parseStart(word: string, state: AttackState): Start[] {
  if (word === 'internet' || word === 'registry') return [{ kind: word }];
  const units = state.scene.units.filter((unit) => isNamed(unit, word));
  if (units.length > 0) return units.map((unit) => ({ kind: 'workload', unit }));
  if (/^(?:pod|workload|deployment|daemonset|statefulset|job|cronjob)\//i.test(word)) {
    const names = state.scene.units.map(({ namespace, object }) => `${namespace}/${object.name}`);
    const guess = didYouMean(word.split('/').slice(1).join('/'), names);
    throw new UsageError(`no workload is called "${word}"`, guess === undefined ? {} : { hint: `did you mean ${guess}?` });
  }
  const { subject, warnings } = askSubject(word, state.scene.policy, state.scene.authorizer.subjects());
  if (warnings.length > 0) {
    const guess = didYouMean(word, [...state.scene.units.map((unit) => `${unit.namespace}/${unit.object.name}`), 'internet', 'registry']);
    throw new UsageError(`"${word}" is no workload and no subject`, {
      hint:
        guess === undefined
          ? 'write internet, registry, NAMESPACE/NAME of a workload or service account, user:NAME or group:NAME'
          : `did you mean ${guess}?`,
    });
  }
  return [{ kind: 'subject', subject }];
}

/** `shop/web`, `deployment/shop/web`, `pod/web`, or the title as answers show it. */
function isNamed(unit: Unit, word: string): boolean {
  const [first = '', ...rest] = word.split('/');
  return unit.members.some(({ kind, name }) => {
    const own = `${unit.namespace}/${name}`;
    if (word === own || word === `${kind} ${own}`) return true;
    if (rest.length === 0) return word === name;
    const isKind = first.toLowerCase() === kind.toLowerCase() || /^(?:pod|workload)$/i.test(first);
    return isKind && (rest.join('/') === own || rest.join('/') === name);
  });
}

/** `secret/NS/NAME`, `namespace/NS`, `workload/NS/NAME`. */
export function parseJewel(word: string): CrownJewel {
  const [kind = '', namespace = '', name = '', ...rest] = word.split('/');
  if (kind === 'namespace' && namespace !== '' && name === '') return { kind, namespace, name: '' };
  if ((kind === 'secret' || kind === 'workload') && namespace !== '' && name !== '' && rest.length === 0) return { kind, namespace, name };
  throw new UsageError(`"${word}" is no target`, {
    hint: 'write cluster-admin, control-plane, all-secrets, kube-system, node, cloud, data, persistence, namespace-secrets, secret/NAMESPACE/NAME, namespace/NAME or workload/NAMESPACE/NAME',
  });
}
