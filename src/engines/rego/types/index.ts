export { describeParameters, type Surroundings, TypeChecker } from './checker.ts';
export { type Signature, signatureOf } from './signatures.ts';
export { ANY, formatType, type Type, unionOf } from './type.ts';
