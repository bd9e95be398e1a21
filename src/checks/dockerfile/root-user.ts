import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { rewriteWord } from '../dockerfile-fixes.ts';

export const rootUser: Check = defineCheck({
  id: 'dockerfile/root-user',
  title: 'Last USER of the image is root',
  severity: 'medium',
  on: 'dockerfile',
  why: 'The processes of the container are root: whoever takes one over may change the whole image, use every capability the runtime leaves, and is root on the node once out of the container.',
  remedy: 'End the final stage with USER and the number of a user that is not root; do what needs root before it.',
  standards: { nsa: ['non-root'], owasp: ['K01'], mitre: ['T1611'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3002'], trivy: ['DS-0002', 'AVD-DS-0002', 'DS002'], checkov: ['CKV_DOCKER_8'] },
  fix: rewriteWord(() => '10001:10001', 'a program that needs root, or files that belong to another user', { risky: true }),
  *evaluate({ dockerfile }) {
    const user = dockerfile.final?.end.user;
    const [word] = user?.words ?? [];
    if (!user || !word || !isRoot(user.valueOf(word))) return;
    const before = user.state.user?.words[0]?.text;
    yield at(user, `the last USER is ${word.text}${before === undefined ? '' : `, after ${before}`}`, word);
  },
});

function isRoot(value: string | undefined): boolean {
  return value !== undefined && /^(?:root|0+)(?::|$)/.test(value);
}
