import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { SYSTEM_NAMESPACES } from '../namespaces.ts';
import { podSecurityConfigurations } from '../pod-security-configuration.ts';

export const podSecurityExemptions: Check = defineCheck({
  id: 'admission-config/pod-security-exemptions',
  title: 'Users or many namespaces are exempt from Pod Security',
  severity: 'medium',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/AdmissionConfiguration', 'pod-security.admission.config.k8s.io/PodSecurityConfiguration'],
  why: 'An exempt user creates privileged pods anywhere; when that is the account of a deployment tool, everyone who may use the tool does.',
  remedy: 'Remove usernames, and keep namespaces to those of the system.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  *evaluate({ object }) {
    for (const { path, value } of podSecurityConfigurations(object)) {
      for (const [index, user] of listAt(value, 'exemptions', 'usernames').entries())
        yield { path: [...path, 'exemptions', 'usernames', index], message: `the user ${String(user)} is exempt` };
      for (const [index, name] of listAt(value, 'exemptions', 'namespaces').entries()) {
        if (!SYSTEM_NAMESPACES.has(String(name)))
          yield { path: [...path, 'exemptions', 'namespaces', index], message: `the namespace ${String(name)} is exempt`, severity: 'low' };
      }
    }
  },
});
