/** Words that people write where somebody else has to fill in the real value. */
const FILL_IN_WORDS =
  /replace[-_ ]?(?:me|this|with)|(?:^|[-_<\s])your[-_ ]|(?:^|[^a-z])(?:my|some|a|the)?[-_ ]?(?:dummy|redacted|removed|masked|hidden)(?:[^a-z]|$)|^(?:an?|my|some|the)?[-_ ]?example(?:[-_ ](?:value|key|token|secret|password))?$|t[o]do|fi[x]me|pla[c]e[-_]?holder|fill[-_ ]?(?:me|in)|insert[-_ ]|goes[-_ ]here|to[-_ ]be[-_ ](?:set|defined|replaced|filled)|set[-_ ](?:by|via|from|me)[-_ ]|(?:^|[^a-z])tb[ad](?:[^a-z]|$)/i;

/** AWS ends the keys in its documentation so. */
const DOCUMENTED = /[A-Z0-9]EXAMPLE(?:KEY)?$/;

/** Text that some program replaces before the value is used: `$(VAR)`, `${VAR}`, `{{ x }}`. */
const INSERTION = /\$[({]|\{\{/;

/** Whole values of that kind: `$VAR`, `<x>`, `%VAR%`, `@VAR@`, `__VAR__`; references to a vault or a file; values that SOPS or kubeseal encrypted. */
const REFERENCE =
  /^\$[A-Za-z_0-9@*]|^<[^>]{0,200}>$|^%[A-Za-z_]\w{0,60}%$|^@[A-Za-z_]\w{0,60}@$|^__\w{1,60}__$|^#\{|^ENC\[|^ref\+|^(?:vault|secret|secretsmanager|ssm|sm|awskms|gcpkms|op|file|env|k8s):|^![A-Za-z]+ |^AgA[A-Za-z0-9+/]{100}/;

const REPETITION = /^(.)\1{2,}$|^[x*.\-_#?]{1,}$|^x{3,}[-_]?x*/i;

const MAX_LENGTH = 300;

/** Whether a value is no value yet: empty, a reference to be resolved, or a text that asks to be replaced. Never true of whole files. */
export function isFillIn(value: string): boolean {
  const text = value.trim();
  if (text === '' || REPETITION.test(text) || REFERENCE.test(text) || DOCUMENTED.test(text)) return true;
  return text.length <= MAX_LENGTH && !text.includes('\n') && (INSERTION.test(text) || FILL_IN_WORDS.test(text));
}

/** Whether a text gets some of its content only when it is used. */
export function hasInsertions(text: string): boolean {
  return INSERTION.test(text);
}
