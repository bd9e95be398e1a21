import type { InventoryObject } from '../inventory/index.ts';
import { API_REMOVALS, type ApiRemoval } from './tables/api-removals.ts';

/** What is known about the end of an object's API version. */
export function removalOf(object: InventoryObject): ApiRemoval | undefined {
  return API_REMOVALS.find(({ apiVersion, kinds }) => apiVersion === object.apiVersion && kinds.includes(object.kind));
}
