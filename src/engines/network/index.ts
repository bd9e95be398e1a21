export { type AddressSet, addressesOf, formatAddresses, hasAddress } from './addresses.ts';
export { formatPorts, hasPort, isProtocol, PROTOCOLS, type PortSet, type Protocol } from './ports.ts';
