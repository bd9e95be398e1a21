/** A shape by which a credential gives itself away. `keyword` must occur, in any case, before the expression is tried. */
export interface CredentialPattern {
  readonly kind: string;
  readonly keyword: string;
  /** Bounded repetitions only, so that it runs in linear time on any text. Group 1, if there is one, is the secret. */
  readonly expression: RegExp;
}

/** Tokens whose issuers gave them a recognisable form. Sources: the token format pages of each issuer. */
export const CREDENTIAL_PATTERNS: readonly CredentialPattern[] = [
  { kind: 'AWS access key', keyword: 'akia', expression: /\b(AKIA[0-9A-Z]{16})\b/ },
  { kind: 'AWS temporary access key', keyword: 'asia', expression: /\b(ASIA[0-9A-Z]{16})\b/ },
  {
    kind: 'AWS secret key',
    keyword: 'aws',
    expression: /aws_?secret_?access_?key["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/i,
  },
  { kind: 'Google API key', keyword: 'aiza', expression: /\b(AIza[0-9A-Za-z_-]{35})(?![0-9A-Za-z_-])/ },
  { kind: 'Google OAuth client secret', keyword: 'gocspx-', expression: /\b(GOCSPX-[0-9A-Za-z_-]{28})/ },
  { kind: 'GitHub token', keyword: 'gh', expression: /\b(gh[pousr]_[0-9A-Za-z]{36,255})\b/ },
  { kind: 'GitHub fine-grained token', keyword: 'github_pat_', expression: /\b(github_pat_[0-9A-Za-z_]{60,255})\b/ },
  { kind: 'GitLab token', keyword: 'glpat-', expression: /\b(glpat-[0-9A-Za-z_-]{20,64})/ },
  { kind: 'Slack token', keyword: 'xox', expression: /\b(xox[abeoprs]-[0-9A-Za-z-]{10,250})/ },
  { kind: 'Slack webhook', keyword: 'hooks.slack.com', expression: /(https:\/\/hooks\.slack\.com\/services\/[0-9A-Za-z/]{30,100})/ },
  { kind: 'Stripe key', keyword: '_live_', expression: /\b([rs]k_live_[0-9A-Za-z]{16,100})\b/ },
  { kind: 'npm token', keyword: 'npm_', expression: /\b(npm_[0-9A-Za-z]{36})\b/ },
  { kind: 'PyPI token', keyword: 'pypi-', expression: /\b(pypi-AgEIcHlwaS5vcmc[0-9A-Za-z_-]{50,250})/ },
  { kind: 'SendGrid key', keyword: 'sg.', expression: /\b(SG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43})/ },
  { kind: 'Twilio key', keyword: 'sk', expression: /\b(SK[0-9a-f]{32})\b/ },
  { kind: 'DigitalOcean token', keyword: 'dop_v1_', expression: /\b(dop_v1_[0-9a-f]{64})\b/ },
  { kind: 'HashiCorp Vault token', keyword: 'hvs.', expression: /\b(hvs\.[0-9A-Za-z_-]{24,250})/ },
  { kind: 'OpenAI key', keyword: 'sk-', expression: /\b(sk-(?:proj-|svcacct-)?[0-9A-Za-z_-]{20,200}T3BlbkFJ[0-9A-Za-z_-]{20,200})/ },
  { kind: 'Anthropic key', keyword: 'sk-ant-', expression: /\b(sk-ant-[0-9A-Za-z_-]{40,200})/ },
  { kind: 'Hugging Face token', keyword: 'hf_', expression: /\b(hf_[0-9A-Za-z]{34})\b/ },
  { kind: 'Docker Hub token', keyword: 'dckr_', expression: /\b(dckr_(?:pat|oat)_[0-9A-Za-z_-]{27,64})/ },
  { kind: 'Azure storage key', keyword: 'accountkey', expression: /AccountKey=([0-9A-Za-z+/]{86}==)/ },
  {
    kind: 'JSON web token',
    keyword: 'eyj',
    expression: /\b(eyJ[0-9A-Za-z_-]{10,2000}\.eyJ[0-9A-Za-z_-]{10,4000}\.[0-9A-Za-z_-]{20,1000})/,
  },
  {
    kind: 'private key',
    keyword: 'private key',
    expression: /(-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----)/,
  },
  { kind: 'password in a URL', keyword: '://', expression: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,100}:([^\s:@/]{3,200})@[^\s/]/i },
];
