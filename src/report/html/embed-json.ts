import { safeJson } from '../safe-text.ts';

/**
 * JSON that no browser can take for markup: `<` could end the element that holds it.
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function embedJson(value: unknown): string {
  return safeJson(value, 0).trimEnd().replaceAll('<', '\\u003c');
}
