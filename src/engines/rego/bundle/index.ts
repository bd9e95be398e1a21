export { type Bundle, type BundleFile, type BundleOptions, readBundle } from './bundle.ts';
export { overlapBetween } from './roots.ts';
export { type BundleVerification, SIGNING_ALGORITHMS } from './signature.ts';
