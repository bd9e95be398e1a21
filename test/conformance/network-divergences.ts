/**
 * Where np-guard/netpol-analyzer answers otherwise, with the sentence of upstream that decides for us. Each is held to be within what we call
 * possible, and beyond what we call certain.
 */
export const DIVERGENCES: Readonly<Record<string, string>> = {};

/** What this engine does not evaluate. */
export const NOT_EVALUATED: Readonly<Record<string, string>> = {};
