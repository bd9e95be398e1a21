/**
 * Added capabilities as container runtimes read them. Letter case never matters. CRI-O and Docker accept names with and without `CAP_`;
 * containerd puts `CAP_` before every name, so that a name which has it already means nothing there; it is reported all the same, since
 * the manifest does not say which runtime it meets.
 * https://github.com/containerd/containerd/blob/v2.1.0/internal/cri/opts/spec_linux_opts.go (WithCapabilities)
 */
import type { FieldPath, Severity } from '../../core/index.ts';
import type { ContainerView, PodView } from '../../kubernetes/index.ts';
import type { Violation } from '../define.ts';
import type { Aliases, StandardReferences } from '../standards.ts';
import { nameContainer } from './name-container.ts';
import { easeByUserNamespace } from './user-namespace.ts';
import { isWindowsPod } from './windows-pod.ts';

export interface AddedCapability {
  /** In capitals and without `CAP_`. */
  readonly name: string;
  readonly path: FieldPath;
}

/** `SYS_ADMIN` for `cap_sys_admin`; `ALL` is a word of its own and takes no prefix. */
export function capabilityName(text: string): string {
  const upper = text.toUpperCase();
  return upper === 'CAP_ALL' ? upper : upper.replace(/^CAP_/, '');
}

/**
 * What a container adds, each capability once. `ALL` swallows the others, and a privileged container has them all whatever it lists,
 * so nothing is said twice.
 */
export function addedCapabilities(pod: PodView, container: ContainerView): readonly AddedCapability[] {
  const context = container.spec.securityContext;
  if (isWindowsPod(pod) || context?.privileged === true) return [];
  const found = new Map<string, AddedCapability>();
  for (const [index, text] of (context?.capabilities?.add ?? []).entries()) {
    const name = capabilityName(text);
    if (!found.has(name)) found.set(name, { name, path: [...container.path, 'securityContext', 'capabilities', 'add', index] });
  }
  const all = found.get('ALL');
  return all ? [all] : [...found.values()];
}

/** Reports each capability of `names` that the container adds; a user namespace takes one step off the severity. */
export function* reportAdded(pod: PodView, container: ContainerView, names: readonly string[], severity: Severity): Generator<Violation> {
  for (const { name, path } of addedCapabilities(pod, container)) {
    if (!names.includes(name)) continue;
    const what = name === 'ALL' ? 'all capabilities' : `capability ${name}`;
    yield { path, message: `${nameContainer(container)} adds ${what}`, severity: easeByUserNamespace(pod, severity) };
  }
}

/** What every added capability outside the defaults of the runtimes answers to. */
export const ADDED_CAPABILITY_STANDARDS: StandardReferences = {
  'pod-security': ['baseline'],
  cis: ['5.2.9'],
  nsa: ['pod-security-enforcement'],
  owasp: ['K01'],
  mitre: ['T1611'],
  cks: ['microservice-vulnerabilities'],
};

export const ADDED_CAPABILITY_ALIASES: Aliases = {
  trivy: ['KSV022', 'AVD-KSV-0022'],
  kubescape: ['C-0046'],
  checkov: ['CKV_K8S_25'],
};
