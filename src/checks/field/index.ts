import type { Check } from '../define.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateName } from './duplicate-name.ts';
import { duplicateObject } from './duplicate-object.ts';
import { invalidName } from './invalid-name.ts';
import { invalidQuantity } from './invalid-quantity.ts';
import { invalidValue } from './invalid-value.ts';
import { misplaced } from './misplaced.ts';
import { missing } from './missing.ts';
import { unknown } from './unknown.ts';
import { wrongType } from './wrong-type.ts';

/** Fields that do not mean what their author thought. */
export const fieldChecks: readonly Check[] = [
  duplicateKey,
  duplicateName,
  duplicateObject,
  invalidName,
  invalidQuantity,
  invalidValue,
  misplaced,
  missing,
  unknown,
  wrongType,
];
