export { checkSelector } from './check-selector.ts';
export {
  fitsKinds,
  type JsonObject,
  type Match,
  type MatchTarget,
  matches,
  namesOf,
  type ObjectNames,
  readMatch,
  type Source,
} from './match.ts';
