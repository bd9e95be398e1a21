/**
 * Well-known tokens. Each has a fixed text somewhere near its start, which is looked for first; the pattern is then tried at that place
 * only, so the time is linear in the text. Patterns are sticky, their quantifiers bounded, and neighbouring classes disjoint.
 *
 * Sources: the issuers' documentation of their prefixes, for example
 * https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
 * https://docs.gitlab.com/security/tokens/#token-prefixes
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 * https://docs.slack.dev/authentication/tokens https://docs.stripe.com/keys
 */
export interface TokenShape {
  readonly kind: string;
  /** What a person calls it, with its article. */
  readonly label: string;
  /** Texts of which one stands in every such token. */
  readonly keywords: readonly string[];
  /** How many characters of the token stand before the keyword. */
  readonly before?: number;
  readonly pattern: RegExp;
}

export const TOKEN_SHAPES: readonly TokenShape[] = [
  {
    kind: 'aws-access-key-id',
    label: 'an AWS access key id',
    keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /[A-Z]{4}[A-Z2-7]{16}/y,
  },
  { kind: 'gcp-api-key', label: 'a Google API key', keywords: ['AIza'], pattern: /AIza[\w-]{35}/y },
  { kind: 'google-oauth-secret', label: 'a Google OAuth client secret', keywords: ['GOCSPX-'], pattern: /GOCSPX-[\w-]{28}/y },
  { kind: 'google-oauth-token', label: 'a Google OAuth token', keywords: ['ya29.'], pattern: /ya29\.[\w-]{20,2048}/y },
  {
    kind: 'github-token',
    label: 'a GitHub token',
    keywords: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /gh[pousr]_[A-Za-z0-9]{36,255}/y,
  },
  { kind: 'github-token', label: 'a GitHub fine-grained token', keywords: ['github_pat_'], pattern: /github_pat_\w{60,255}/y },
  {
    kind: 'gitlab-token',
    label: 'a GitLab token',
    keywords: ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glsoat-', 'glagent-'],
    pattern: /gl(?:pat|dt|rt|ptt|cbt|soat|agent)-[\w.-]{20,320}/y,
  },
  {
    kind: 'slack-token',
    label: 'a Slack token',
    keywords: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxo-', 'xoxr-', 'xoxs-'],
    pattern: /xox[abposr]-[A-Za-z0-9-]{20,250}/y,
  },
  { kind: 'slack-token', label: 'a Slack app token', keywords: ['xapp-'], pattern: /xapp-\d-[A-Za-z0-9-]{20,250}/y },
  {
    kind: 'slack-webhook',
    label: 'a Slack webhook address',
    keywords: ['hooks.slack.com/services/'],
    pattern: /hooks\.slack\.com\/services\/T\w{7,12}\/B\w{7,12}\/\w{20,30}/y,
  },
  { kind: 'stripe-key', label: 'a Stripe live key', keywords: ['sk_live_', 'rk_live_'], pattern: /[rs]k_live_[A-Za-z0-9]{16,250}/y },
  { kind: 'npm-token', label: 'an npm token', keywords: ['npm_'], pattern: /npm_[A-Za-z0-9]{36}/y },
  { kind: 'pypi-token', label: 'a PyPI token', keywords: ['pypi-AgE'], pattern: /pypi-AgE[\w-]{50,1000}/y },
  { kind: 'sendgrid-key', label: 'a SendGrid API key', keywords: ['SG.'], pattern: /SG\.[\w-]{22}\.[\w-]{43}/y },
  { kind: 'twilio-key', label: 'a Twilio API key', keywords: ['SK'], pattern: /SK[0-9a-f]{32}/y },
  { kind: 'mailgun-key', label: 'a Mailgun API key', keywords: ['key-'], pattern: /key-[0-9a-f]{32}/y },
  {
    kind: 'azure-storage-key',
    label: 'an Azure storage account key',
    keywords: ['AccountKey='],
    pattern: /AccountKey=[A-Za-z0-9+/]{86}==/y,
  },
  {
    kind: 'azure-client-secret',
    label: 'an Azure client secret',
    keywords: ['8Q~', '7Q~', '6Q~'],
    before: 3,
    pattern: /[\w~.-]{3}\dQ~[\w~.-]{31,34}/y,
  },
  { kind: 'anthropic-key', label: 'an Anthropic API key', keywords: ['sk-ant-'], pattern: /sk-ant-[a-z]{2,8}\d{2}-[\w-]{80,120}/y },
  { kind: 'openai-key', label: 'an OpenAI API key', keywords: ['sk-proj-', 'sk-svcacct-'], pattern: /sk-(?:proj|svcacct)-[\w-]{40,200}/y },
  { kind: 'huggingface-token', label: 'a Hugging Face token', keywords: ['hf_'], pattern: /hf_[A-Za-z0-9]{34}/y },
  { kind: 'digitalocean-token', label: 'a DigitalOcean token', keywords: ['dop_v1_', 'doo_v1_'], pattern: /do[op]_v1_[0-9a-f]{64}/y },
  { kind: 'docker-token', label: 'a Docker Hub token', keywords: ['dckr_pat_'], pattern: /dckr_pat_[\w-]{27}/y },
  { kind: 'vault-token', label: 'a Vault token', keywords: ['hvs.', 'hvb.'], pattern: /hv[bs]\.[\w-]{24,300}/y },
  {
    kind: 'terraform-token',
    label: 'a Terraform Cloud token',
    keywords: ['.atlasv1.'],
    before: 14,
    pattern: /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}/y,
  },
  { kind: 'grafana-token', label: 'a Grafana token', keywords: ['glsa_'], pattern: /glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/y },
  { kind: 'databricks-token', label: 'a Databricks token', keywords: ['dapi'], pattern: /dapi[0-9a-f]{32}/y },
  { kind: 'shopify-token', label: 'a Shopify token', keywords: ['shpat_', 'shpss_'], pattern: /shp(?:at|ss)_[0-9a-fA-F]{32}/y },
  { kind: 'age-key', label: 'an age secret key', keywords: ['AGE-SECRET-KEY-1'], pattern: /AGE-SECRET-KEY-1[0-9A-Z]{58}/y },
  { kind: 'telegram-token', label: 'a Telegram bot token', keywords: [':AA'], before: 10, pattern: /\d{10}:AA[\w-]{33}/y },
  { kind: 'jwt', label: 'a JSON web token', keywords: ['eyJ'], pattern: /eyJ[\w-]{10,512}\.eyJ[\w-]{10,4096}\.[\w-]{20,1024}/y },
  {
    kind: 'private-key',
    label: 'a private key',
    keywords: ['-----BEGIN '],
    pattern:
      /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|PGP) )?PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|\s){1,4}(?:[\w-]{1,20}: [^\n\\]{0,80}(?:\\n|\n)){0,4}(?:[A-Za-z0-9+/=]|\\[nr]|\s){40,16384}/y,
  },
];
