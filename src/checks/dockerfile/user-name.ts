import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const userName: Check = defineCheck({
  id: 'dockerfile/user-name',
  title: 'USER is a name that Kubernetes cannot tell from root',
  severity: 'info',
  on: 'dockerfile',
  why: 'The kubelet refuses to start a container with runAsNonRoot: true when the image names its user by a word: it cannot know which number the name has. The usual way out is to drop runAsNonRoot, and with it the protection.',
  remedy: 'Name the user by its number, for example USER 10001, or set runAsUser in the pod.',
  standards: { nsa: ['non-root'], owasp: ['K01'], mitre: ['T1611'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    const user = dockerfile.final?.end.user;
    const [word] = user?.words ?? [];
    const value = word && user?.valueOf(word)?.split(':')[0];
    if (user && word && value && value !== 'root' && !/^\d+$/.test(value)) yield at(user, `USER ${value} has no number`, word);
  },
});
