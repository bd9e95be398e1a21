export { describeParameters, type Surroundings, TypeChecker } from './checker.ts';
export { signatureOf } from './signatures.ts';
export { ANY, type Type, unionOf } from './type.ts';
