import { type AddressSet, hasAddress } from '../../engines/network/index.ts';
import { type Address, parseAddress } from '../../kubernetes/index.ts';

/** An address at which a cloud answers every machine that asks, and with it every pod on that machine. */
export interface MetadataAddress {
  readonly text: string;
  readonly address: Address;
  readonly owner: string;
  /** TCP ports on which it answers. */
  readonly ports: readonly number[];
}

/**
 * What the providers document:
 * - 169.254.169.254: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html,
 *   https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service, https://cloud.google.com/compute/docs/metadata/querying-metadata,
 *   https://docs.oracle.com/iaas/Content/Compute/Tasks/gettingmetadata.htm
 * - fd00:ec2::254: the same page of AWS; off unless HttpProtocolIpv6 is enabled
 * - fd20:ce::254: the same page of Google Cloud, for machines that have IPv6 alone
 * - 100.100.100.200: https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
 * - 192.0.0.192: Oracle Cloud Infrastructure Compute Classic, https://docs.oracle.com/en/cloud/iaas/compute-iaas-cloud/
 * - 168.63.129.16, with its second port: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
const KNOWN: Readonly<Record<string, Pick<MetadataAddress, 'owner' | 'ports'>>> = {
  '169.254.169.254': { owner: 'AWS, Azure, Google Cloud, Oracle Cloud and others', ports: [80] },
  'fd00:ec2::254': { owner: 'AWS over IPv6', ports: [80] },
  'fd20:ce::254': { owner: 'Google Cloud over IPv6', ports: [80] },
  '100.100.100.200': { owner: 'Alibaba Cloud', ports: [80] },
  '192.0.0.192': { owner: 'Oracle Cloud Classic', ports: [80] },
  '168.63.129.16': { owner: 'the host of an Azure machine', ports: [80, 32_526] },
};

export const METADATA_ADDRESSES: readonly string[] = Object.keys(KNOWN);

/** Those that any cluster may have; the others belong to one provider alone. */
export const COMMON_ADDRESSES: readonly string[] = ['169.254.169.254', 'fd00:ec2::254', 'fd20:ce::254'];

/** The addresses that a parameter names; what is no address is left out. */
export function readAddresses(texts: readonly string[]): MetadataAddress[] {
  return texts.flatMap((text) => {
    const address = parseAddress(text);
    const { owner = 'the cloud', ports = [80] } = KNOWN[text] ?? {};
    return address ? [{ text, address, owner, ports }] : [];
  });
}

export function addressesWithin(set: AddressSet, addresses: readonly MetadataAddress[]): MetadataAddress[] {
  return addresses.filter(({ address }) => hasAddress(set, address));
}
