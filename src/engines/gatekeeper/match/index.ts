export { checkSelector } from './check-selector.ts';
export {
  fitsKinds,
  type JsonObject,
  type Match,
  matches,
  namesOf,
  readMatch,
  type Source,
} from './match.ts';
