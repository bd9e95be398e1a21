import { type Check, defineCheck } from '../define.ts';
import { loginsOf } from './kubeconfig-logins.ts';
import { valuesOf } from './values.ts';

export const kubeconfig: Check = defineCheck({
  id: 'config-map/kubeconfig',
  title: 'ConfigMap holds a login for a cluster',
  severity: 'high',
  on: 'object',
  kinds: ['/ConfigMap'],
  why: 'ConfigMaps are readable by nearly everybody in a namespace and by the view role. Whoever reads this one is the user of the kubeconfig, in that cluster, from anywhere that reaches it.',
  remedy:
    'Revoke the login, and let the pod use its own service account (kubectl does so without a kubeconfig) or, for another cluster, a kubeconfig in a Secret with a tokenFile.',
  standards: {
    nsa: ['kubeconfig', 'secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001', 'T1078'],
    microsoft: ['MS-TA9003', 'MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { kubescape: ['C-0012'] },
  unseen: 'No corpus keeps a kubeconfig with a login in a ConfigMap.',
  *evaluate({ object }) {
    for (const { key, path, text } of valuesOf(object)) {
      const logins = loginsOf(text);
      const [first] = logins;
      if (!first) continue;
      const more = logins.length > 1 ? ` and ${logins.length - 1} more` : '';
      yield { path, message: `${key} is a kubeconfig with the ${first.field} of user ${first.user}${more}` };
    }
  },
});
