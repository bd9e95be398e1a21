import { pairOf } from '../../formats/index.ts';
import { at, instructionsOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const tlsVerification: Check = defineCheck({
  id: 'dockerfile/tls-verification',
  title: 'Check of certificates switched off',
  severity: 'high',
  on: 'dockerfile',
  why: 'Every later download of that tool, in the build and in the container, takes whatever answers: packages and sources can be replaced on the way.',
  remedy: 'Take the setting out and add the certificate of your authority to the trusted ones.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: {
    checkov: ['CKV2_DOCKER_5', 'CKV2_DOCKER_6', 'CKV2_DOCKER_12', 'CKV2_DOCKER_13', 'CKV2_DOCKER_14', 'CKV2_DOCKER_15', 'CKV2_DOCKER_16'],
  },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ENV', 'ARG')) {
      for (const word of instruction.words) {
        const { name, value } = pairOf(word);
        const pattern = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
        if (value && pattern?.test(value.text.replace(/["']/g, ''))) yield at(instruction, `${name} switches the check off`, word);
      }
    }
    for (const { instruction, command } of stepsOf(dockerfile)) {
      const text = command.words.map(({ value }) => value).join(' ');
      const first = command.words[0];
      if (first && COMMANDS.some(([program, pattern]) => program === command.program && pattern.test(text)))
        yield at(instruction, `${command.program} no longer checks certificates`, { start: command.name.start, end: command.end });
      for (const { name, value, start, end } of command.assignments) {
        if (Object.hasOwn(SETTINGS, name) && SETTINGS[name]?.test(value))
          yield at(instruction, `${name} switches the check off`, { start, end });
      }
    }
  },
});

const OFF = /^(?:0|false|no|off)$/i;
const ON = /^(?!(?:0|false|no|off)?$)/i;
const SETTINGS: Readonly<Record<string, RegExp>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: OFF,
  PYTHONHTTPSVERIFY: OFF,
  NPM_CONFIG_STRICT_SSL: OFF,
  npm_config_strict_ssl: OFF,
  GIT_SSL_NO_VERIFY: ON,
  PIP_TRUSTED_HOST: ON,
  GOINSECURE: ON,
  GONOSUMDB: /^\*$/,
  GONOSUMCHECK: ON,
};
const COMMANDS: readonly (readonly [program: string, pattern: RegExp])[] = [
  ['npm', /^config set (?:-g |--global )?strict-ssl[ =]false/],
  ['yarn', /^config set (?:strict-ssl|enableStrictSsl) false/],
  ['pip', /^config set .*trusted-host/],
  ['git', /^config .*http\S*\.sslVerify[ =](?:false|0)/i],
  ['yum-config-manager', /sslverify=(?:0|false)/],
  ['dnf', /sslverify=(?:0|false)/],
  ['yum', /sslverify=(?:0|false)/],
];
