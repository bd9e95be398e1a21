import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as assertProperty, constantFrom, property, string } from 'fast-check';
import { detectCredentials, isFillIn, isWeakPassword, maskSecret, strengthOfName } from './index.ts';

/** Deterministic text that looks random; joined at run time, so that no scanner takes this file for a leak. */
function noise(length: number, alphabet = 'Zk3vQ9xWb7LtR2mNc5YpH8dJfG4sKqUaBe6TgVrXwEhDyCnM'): string {
  let text = '';
  for (let index = 0; text.length < length; index++) text += alphabet[(index * 7 + (index >> 3) * 5 + 3) % alphabet.length];
  return text;
}
const HEX = '3f9a0c7e5b1d8264';
const BASE32 = 'QX7M2KTR5VBN3WJD6HFY';
const PEM = (label: string): string => `-----BEGIN ${label}-----\n${noise(64)}\n${noise(64)}\n-----END ${label}-----\n`;

const POSITIVE: readonly [string, string, string?][] = [
  ['aws-access-key-id', `AKIA${noise(16, BASE32)}`],
  ['aws-access-key-id', `aws_access_key_id = ASIA${noise(16, BASE32)}`],
  ['aws-secret-access-key', `aws_secret_access_key = ${noise(40)}`],
  ['aws-secret-access-key', noise(40), 'AWS_SECRET_ACCESS_KEY'],
  ['gcp-api-key', `https://maps.example.com/api/js?key=AIza${noise(35)}`],
  ['google-oauth-secret', `GOCSPX-${noise(28)}`],
  ['google-oauth-token', `Authorization: Bearer ya29.${noise(60)}`],
  [
    'gcp-service-account-key',
    `{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\n${noise(64)}\\n${noise(64)}\\n-----END PRIVATE KEY-----\\n"}`,
  ],
  ['github-token', `ghp_${noise(36)}`],
  ['github-token', `git clone https://github.com/a/b?t=gho_${noise(36)}`],
  ['github-token', `github_pat_${noise(22)}_${noise(59)}`],
  ['gitlab-token', `PRIVATE-TOKEN: glpat-${noise(20)}`],
  ['slack-token', `xoxb-123456789012-${noise(24)}`],
  ['slack-webhook', `https://hooks.slack.com/services/T${noise(8, BASE32)}/B${noise(8, BASE32)}/${noise(24)}`],
  ['stripe-key', `STRIPE=sk_live_${noise(24)}`],
  ['npm-token', `//registry.npmjs.org/:_authToken=npm_${noise(36)}`],
  ['pypi-token', `pypi-AgEIcHlwaS5vcmc${noise(70)}`],
  ['sendgrid-key', `SG.${noise(22)}.${noise(43)}`],
  ['twilio-key', `SK${noise(32, HEX)}`],
  ['mailgun-key', `key-${noise(32, HEX)}`],
  ['azure-storage-key', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${noise(86)}==;EndpointSuffix=core.windows.net`],
  ['azure-client-secret', `ab.8Q~${noise(34)}`],
  ['huggingface-token', `hf_${noise(34)}`],
  ['digitalocean-token', `dop_v1_${noise(64, HEX)}`],
  ['docker-token', `dckr_pat_${noise(27)}`],
  ['vault-token', `hvs.${noise(90)}`],
  ['terraform-token', `token ${noise(14)}.atlasv1.${noise(67)}`],
  ['grafana-token', `glsa_${noise(32)}_${noise(8, HEX)}`],
  ['shopify-token', `shpat_${noise(32, HEX)}`],
  ['age-key', `AGE-SECRET-KEY-1${noise(58, BASE32)}`],
  ['telegram-token', `bot 1234567890:AA${noise(33)}`],
  ['jwt', `eyJ${noise(30)}.eyJ${noise(60)}.${noise(43)}`],
  ['private-key', PEM('RSA PRIVATE KEY')],
  ['private-key', PEM('OPENSSH PRIVATE KEY')],
  ['private-key', `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n${noise(64)}\n-----END RSA PRIVATE KEY-----`],
  ['database-url', 'postgresql://shop:tr0ub4dor@db:5432/shop'],
  ['database-url', 'redis://:s3cr3tpw@cache:6379/0'],
  ['database-url', 'spring.data.mongodb.uri=mongodb+srv://root:hunter2@cluster0.mongodb.net'],
  ['url-password', 'https://deploy:Gx81kk2@git.corp.io/repo.git'],
  ['password', 'Sup3rS3cret!', 'DB_PASSWORD'],
  ['password', 'postgres', 'POSTGRES_PASSWORD'],
  ['password', 'r3views-Example-2023', 'DATABASE_PASSWORD'],
  ['database-url', 'postgresql://exporter:exporter-example@localhost:5432/postgres'],
  ['password', 'db:\n  user: shop\n  password: tr0ub4dor\n  pool: 5\n'],
  ['password', '{"username": "shop", "password": "tr0ub4dor"}'],
  ['password', 'mysqldump --user=root --password=letmein99 shop'],
  ['password', 'redis-cli --pass Zw91kdl2 ping'],
  ['password', 'PGPASSWORD=tr0ub4dor psql -U shop'],
  ['password', '<password>tr0ub4dor</password>'],
  ['password', 'spring.datasource.password=tr0ub4dor\nspring.jpa.show-sql=true'],
  ['secret-value', noise(32), 'JWT_SECRET'],
  ['secret-value', noise(32, HEX), 'SESSION_SECRET'],
  ['secret-value', `clientSecret: ${noise(24)}`],
  ['secret-value', `api_key = "${noise(24)}"`],
];

const NEGATIVE: readonly [string, string?][] = [
  ['', 'DB_PASSWORD'],
  ['AKIAIOSFODNN7EXAMPLE'],
  ['$(DB_PASSWORD)', 'PASSWORD'],
  ['${DB_PASSWORD}', 'PASSWORD'],
  ['$DB_PASSWORD', 'PASSWORD'],
  ['{{ .Values.password }}', 'PASSWORD'],
  ['%DB_PASSWORD%', 'PASSWORD'],
  ['@DB_PASSWORD@', 'PASSWORD'],
  ['<your password>', 'PASSWORD'],
  ['<password>', 'PASSWORD'],
  ['REPLACE_ME', 'PASSWORD'],
  ['your-password-here', 'PASSWORD'],
  ['xxxxxxxx', 'PASSWORD'],
  ['example-password', 'PASSWORD'],
  ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'AWS_SECRET_ACCESS_KEY'],
  ['GOOGLE_API_KEY_VAL', 'GOOGLE_API_KEY'],
  ['********', 'PASSWORD'],
  ['...', 'PASSWORD'],
  ['ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]', 'PASSWORD'],
  ['vault:secret/data/db#password', 'PASSWORD'],
  ['ref+vault://secret/db#password', 'PASSWORD'],
  ['/etc/secrets/password', 'PASSWORD'],
  ['/run/secrets/db', 'DB_PASSWORD_FILE'],
  ['passwordFile: /etc/db/password'],
  ['password_file=/run/secrets/pw'],
  ['tokenUrl: https://login.corp.io/oauth2/token'],
  ['secretName: shop-tls'],
  ['existingSecret: shop-credentials'],
  ['secret: shop-credentials'],
  ['imagePullSecret: regcred'],
  ['token-ttl: 3600'],
  ['token: 3600'],
  ['tokenEnabled: true'],
  ['password: true'],
  ['password: required'],
  ['password: string'],
  ['password: The password of the database user'],
  ['password: ""'],
  ['password: null # filled in by the operator'],
  ['/home/user', 'PWD'],
  ['sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'IMAGE_DIGEST'],
  ['nginx@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['commit: 5f4dcc3b5aa765d61d8327deb882cf99a1b2c3d4'],
  ['123e4567-e89b-12d3-a456-426614174000', 'CLIENT_SECRET'],
  ['requestId: 123e4567-e89b-12d3-a456-426614174000'],
  ['$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy', 'ADMIN_PASSWORD'],
  ['admin:{SHA}0DPiKuNIrrVmD8IUCuw1hQxNqZc='],
  [PEM('CERTIFICATE')],
  [PEM('PUBLIC KEY')],
  [PEM('CERTIFICATE'), 'TLS_KEY'],
  ['-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----'],
  ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl root@host', 'DEPLOY_KEY'],
  ['https://user:pass@example.com/repo.git'],
  ['postgres://username:password@host:5432/db'],
  ['postgres://$(DB_USER):$(DB_PASSWORD)@db:5432/shop'],
  ['postgres://shop@db:5432/shop'],
  ['http://localhost:8080/path@v1'],
  ['grpc://[::1]:8080'],
  ['redis://cache:6379'],
  ['password=$(cat /run/secrets/pw)'],
  ['password = os.environ["DB_PASSWORD"]'],
  ['connect(user=user, password=password)'],
  ['token = config.auth.token'],
  ['token := r.Header.Get("Authorization")'],
  ['api_key: api-key-name'],
  ['session-key: user:session'],
  [`ghp_${'x'.repeat(36)}`],
  [`prefixghp_${noise(36)}`],
  [`ghp_${noise(20)}`],
  ['monkey: banana', 'KEYBOARD'],
  ['keyboard=qwerty1234'],
  ['tokenizer: whitespace'],
];

describe('the credential detector', () => {
  for (const [index, [kind, text, name]] of POSITIVE.entries()) {
    it(`finds ${kind} (case ${index + 1})`, () => {
      assert.deepEqual(
        detectCredentials(text, name).map((credential) => credential.kind),
        [kind],
        text,
      );
    });
  }

  for (const [index, [text, name]] of NEGATIVE.entries()) {
    it(`leaves ${JSON.stringify(text.slice(0, 50))} alone (case ${index + 1})`, () => {
      assert.deepEqual(detectCredentials(text, name), []);
    });
  }

  it('says where each credential starts, in order', () => {
    const text = `password: tr0ub4dor\ntoken: ghp_${noise(36)}\n`;
    assert.deepEqual(
      detectCredentials(text).map(({ kind, start }) => [kind, text.slice(start, start + 4)]),
      [
        ['password', 'tr0u'],
        ['github-token', 'ghp_'],
      ],
    );
  });

  it('never repeats the secret', () => {
    const secret = string({
      unit: constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
      minLength: 36,
      maxLength: 36,
    });
    const around = constantFrom('ghp_#', 'password=#', '{"token":"#"}', 'postgres://u:#@db/x', 'npm_#', '--password #', 'AWS_SECRET: #');
    assertProperty(
      property(secret, around, (value, template) => {
        const found = detectCredentials(template.replace('#', value), 'SERVICE_TOKEN');
        assert.ok(!JSON.stringify(found).includes(value));
        for (const { masked } of found) assert.ok(masked.split('…')[0] === '' || (masked.split('…')[0] ?? '').length <= 4);
      }),
    );
  });

  it('answers for any text, at a start inside of it', () => {
    assertProperty(
      property(string({ maxLength: 400 }), string({ maxLength: 20 }), (text, name) => {
        for (const { start } of detectCredentials(text, name)) assert.ok(start >= 0 && start < text.length);
      }),
    );
  });

  it('masks a short secret entirely and a long one to four characters', () => {
    assert.equal(maskSecret('hunter2'), '…, 7 characters');
    assert.equal(maskSecret('tr0ub4dor'), 'tr…, 9 characters');
    assert.equal(maskSecret(`ghp_${noise(36)}`), 'ghp_…, 40 characters');
  });

  it('knows passwords that everybody tries', () => {
    assert.ok(isWeakPassword('changeit') && isWeakPassword('Admin\n') && !isWeakPassword(noise(12)));
  });

  it('judges a name by its end', () => {
    assert.equal(strengthOfName('spring.datasource.password'), 'password');
    assert.equal(strengthOfName('clientSecret'), 'token');
    assert.equal(strengthOfName('passwordPolicy'), undefined);
    assert.equal(strengthOfName('partitionKey'), undefined);
  });

  it('takes what is still to be filled in for no value', () => {
    for (const text of ['', ' ', '${X}', '{{ x }}', '<token>', 'REPLACE_ME', 'xxxx', '****']) assert.ok(isFillIn(text), text);
    assert.ok(!isFillIn('tr0ub4dor'));
  });
});
