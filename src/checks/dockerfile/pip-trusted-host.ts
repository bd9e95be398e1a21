import { at, optionOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeWord } from '../dockerfile-fixes.ts';

export const pipTrustedHost: Check = defineCheck({
  id: 'dockerfile/pip-trusted-host',
  title: 'pip told to trust a host without a certificate',
  severity: 'high',
  on: 'dockerfile',
  why: 'Anybody on the way to that host can replace the packages, whose setup code runs as root in the build.',
  remedy: 'Take --trusted-host out; give the index a certificate, and name its authority with --cert.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV2_DOCKER_4'] },
  fix: (violation, subject) => {
    const { span } = violation;
    const rest = subject.dockerfile.file.text.slice(span?.start);
    // The host is the next word, unless it stands behind an equals sign.
    const option = /^--trusted-host(?:=|[ \t]+)[^\s&|;]+/.exec(rest)?.[0];
    if (!span || option === undefined) return undefined;
    const whole = { ...violation, span: { start: span.start, end: span.start + option.length } };
    return removeWord('hosts whose certificate no known authority signed', { risky: true })(whole, subject);
  },
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'pip', 'pip3', 'python', 'python3', 'uv')) {
      const option = optionOf(command, /^--(?:trusted-host|allow-insecure-host)(?:=|$)/);
      if (option) yield at(instruction, 'pip trusts a host unseen', option);
    }
  },
});
