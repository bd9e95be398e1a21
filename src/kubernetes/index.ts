export {
  type ApiResource,
  builtInResources,
  createResourceNames,
  type ResourceNames,
  resourceOfDefinition,
  type Subresource,
  VIRTUAL_RESOURCES,
} from './api-resources.ts';
export { capabilityName, DEFAULT_CAPABILITIES } from './capabilities.ts';
export { type Address, type Cidr, isStrictlyInside, parseAddress, parseCidr, parseStrictCidr } from './cidr.ts';
export { findHostPaths, type HostPath, type HostPathGroup, hostPathGroup, normalisePath } from './host-paths.ts';
export { selects } from './label-selector.ts';
export type * from './pod-spec.ts';
export { type ContainerKind, type ContainerView, type PodView, type Resolved, resolveSetting, viewPod } from './pod-view.ts';
export { policyTypesOf } from './policy-types.ts';
export { type Conformed, conform, type ShapeError } from './schema/conform.ts';
export { isClusterScoped, POD_SPEC, POD_TEMPLATE, TABLE_VERSION, typeOfKind } from './schema/field-table.ts';
export { compareVersions, formatVersion, type KubernetesVersion, LATEST_VERSION, parseVersion } from './version.ts';
