export { type InputText, type Inventory, type InventoryOptions, readInventory } from './inventory.ts';
export { identityOf, type InventoryObject, type LocatedField, type SourceText } from './object.ts';
export type { World } from './world.ts';
