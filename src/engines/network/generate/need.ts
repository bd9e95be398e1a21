import type { FieldPath } from '../../../core/index.ts';
import { parseCidr } from '../../../kubernetes/index.ts';
import { type AddressSet, addressesOf, NO_ADDRESSES, subtractAddresses, uniteAddresses } from '../addresses.ts';
import type { NetworkObject } from '../objects.ts';
import type { NetworkPod } from '../pods.ts';
import type { Protocol } from '../ports.ts';
import type { PolicyGroup } from './policy-groups.ts';

/** Why a flow is needed, for a reviewer who wants to look it up. */
export interface Reason {
  /** `env CART_ADDR of Deployment shop/checkout`. */
  readonly what: string;
  /** The host and port that stood there; never the whole text, which may hold credentials. */
  readonly found?: string;
  readonly object?: NetworkObject;
  readonly path?: FieldPath;
}

export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** One end of a needed flow, as a NetworkPolicy can name it. */
export type NeedEnd =
  | { readonly kind: 'group'; readonly group: PolicyGroup }
  /** Every pod of a namespace. */
  | { readonly kind: 'namespace'; readonly name: string }
  /** Every pod of the cluster. */
  | { readonly kind: 'cluster' }
  /** Every pod and every address. */
  | { readonly kind: 'everyone' }
  | { readonly kind: 'dns' }
  | { readonly kind: 'addresses'; readonly title: string; readonly blocks: readonly Block[] };

export interface Need {
  readonly from: NeedEnd;
  readonly to: NeedEnd;
  readonly protocol: Protocol;
  readonly port: number;
  readonly reasons: readonly Reason[];
}

/** The labels that kubeadm and the large providers give the pods of the cluster's DNS: https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/ */
export const DNS_NAMESPACE = 'kube-system';
export const DNS_LABELS: Readonly<Record<string, string>> = { 'k8s-app': 'kube-dns' };
export const DNS_PORT = 53;

export const EVERY_ADDRESS: readonly Block[] = [
  { cidr: '0.0.0.0/0', except: [] },
  { cidr: '::/0', except: [] },
];

/**
 * Addresses of the internet: without private, shared, link-local, loopback and multicast ranges, in which the metadata endpoints of clouds
 * are, and without that of Azure, which has a public address: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
export const PUBLIC: NeedEnd = {
  kind: 'addresses',
  title: 'public addresses',
  blocks: [
    {
      cidr: '0.0.0.0/0',
      except: [
        '10.0.0.0/8',
        '100.64.0.0/10',
        '127.0.0.0/8',
        '168.63.129.16/32',
        '169.254.0.0/16',
        '172.16.0.0/12',
        '192.168.0.0/16',
        '224.0.0.0/3',
      ],
    },
    { cidr: '::/0', except: ['::1/128', 'fc00::/7', 'fe80::/10', 'ff00::/8'] },
  ],
};

export function blockAddresses(blocks: readonly Block[]): AddressSet {
  return blocks.reduce((all, { cidr, except }) => {
    const whole = rangeOf(cidr);
    return uniteAddresses(
      all,
      except.reduce((set, one) => subtractAddresses(set, rangeOf(one)), whole),
    );
  }, NO_ADDRESSES);
}

function rangeOf(text: string): AddressSet {
  const range = parseCidr(text);
  return range ? addressesOf(range) : NO_ADDRESSES;
}

/** The same for equal ends. */
export function endKey(end: NeedEnd): string {
  switch (end.kind) {
    case 'group':
      return `group ${end.group.key}`;
    case 'namespace':
      return `namespace ${end.name}`;
    case 'addresses':
      return `addresses ${end.title} ${end.blocks.map(({ cidr }) => cidr).join()}`;
    default:
      return end.kind;
  }
}

export function endName(end: NeedEnd): string {
  switch (end.kind) {
    case 'group':
      return end.group.title;
    case 'namespace':
      return `every pod of namespace ${end.name}`;
    case 'cluster':
      return 'every pod of the cluster';
    case 'everyone':
      return 'everybody, inside and outside the cluster';
    case 'dns':
      return 'the DNS of the cluster';
    case 'addresses':
      return end.title;
  }
}

/** Whether an end names this pod by its labels. Ranges of addresses do not: whether they mean pods is left open upstream. */
export function namesPod(end: NeedEnd, { id, namespace, labels, hostNetwork }: NetworkPod): boolean {
  if (hostNetwork) return false;
  switch (end.kind) {
    case 'group':
      return end.group.ids.has(id);
    case 'namespace':
      return end.name === namespace;
    case 'cluster':
    case 'everyone':
      return true;
    case 'dns':
      return namespace === DNS_NAMESPACE && Object.entries(DNS_LABELS).every(([key, value]) => labels[key] === value);
    case 'addresses':
      return false;
  }
}

const REASONS_KEPT = 12;

/** Needs as they are found; the same flow for several reasons stands once. */
export interface NeedList {
  add(from: NeedEnd, to: NeedEnd, protocol: Protocol, port: number, reason: Reason): void;
  list(): Need[];
}

export function createNeedList(): NeedList {
  const needs = new Map<string, Need & { readonly reasons: Reason[] }>();
  return {
    add(from, to, protocol, port, reason) {
      const key = `${endKey(from)}|${endKey(to)}|${protocol}|${port}`;
      const need = needs.get(key);
      if (!need) {
        needs.set(key, { from, to, protocol, port, reasons: [reason] });
        return;
      }
      const isKnown = need.reasons.some(({ what, found }) => what === reason.what && found === reason.found);
      if (!isKnown && need.reasons.length < REASONS_KEPT) need.reasons.push(reason);
    },
    list: () => [...needs.values()],
  };
}
