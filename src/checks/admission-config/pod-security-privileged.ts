import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { podSecurityConfigurations } from '../pod-security-configuration.ts';

export const podSecurityPrivileged: Check = defineCheck({
  id: 'admission-config/pod-security-privileged',
  title: 'Cluster enforces no Pod Security level by default',
  severity: 'medium',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/AdmissionConfiguration', 'pod-security.admission.config.k8s.io/PodSecurityConfiguration'],
  why: 'Namespaces without a label, and every new one, let privileged pods in.',
  remedy: 'Set defaults.enforce to baseline, better restricted, and label the namespaces that need more.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  *evaluate({ object }) {
    for (const { path, value } of podSecurityConfigurations(object)) {
      const level = stringAt(value, 'defaults', 'enforce') ?? 'privileged';
      if (level === 'privileged')
        yield {
          path: [...path, 'defaults', 'enforce'],
          message: `the default level is ${stringAt(value, 'defaults', 'enforce') === undefined ? 'not set, which means privileged' : 'privileged'}`,
        };
    }
  },
});
