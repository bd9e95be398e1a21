import type { Check } from '../define.ts';
import { accountAsUser } from './account-as-user.ts';
import { admissionWrite } from './admission-write.ts';
import { aggregatedPowers } from './aggregated-powers.ts';
import { allPaths } from './all-paths.ts';
import { anonymousGrant } from './anonymous-grant.ts';
import { apiServiceWrite } from './api-service-write.ts';
import { authenticatedGrant } from './authenticated-grant.ts';
import { bind } from './bind.ts';
import { bindingWrite } from './binding-write.ts';
import { broadRoleClusterWide } from './broad-role-cluster-wide.ts';
import { certificateApprove } from './certificate-approve.ts';
import { clusterAdminBinding } from './cluster-admin-binding.ts';
import { clusterAdminInNamespace } from './cluster-admin-in-namespace.ts';
import { configMapWrite } from './config-map-write.ts';
import { coveredRule } from './covered-rule.ts';
import { dataDestruction } from './data-destruction.ts';
import { defaultAccountGrant } from './default-account-grant.ts';
import { definitionWrite } from './definition-write.ts';
import { duplicateSubject } from './duplicate-subject.ts';
import { endpointsWrite } from './endpoints-write.ts';
import { ephemeralContainers } from './ephemeral-containers.ts';
import { escalate } from './escalate.ts';
import { eventsDelete } from './events-delete.ts';
import { impersonate } from './impersonate.ts';
import { incompleteRule } from './incomplete-rule.ts';
import { logsRead } from './logs-read.ts';
import { mastersSubject } from './masters-subject.ts';
import { misplacedIdentity } from './misplaced-identity.ts';
import { mixedRule } from './mixed-rule.ts';
import { namesWithoutEffect } from './names-without-effect.ts';
import { namespaceAccountsGrant } from './namespace-accounts-grant.ts';
import { namespaceWrite } from './namespace-write.ts';
import { networkPolicyWrite } from './network-policy-write.ts';
import { noSubjects } from './no-subjects.ts';
import { nodeProxy } from './node-proxy.ts';
import { nodeWrite } from './node-write.ts';
import { pathInRole } from './path-in-role.ts';
import { persistentVolumeCreate } from './persistent-volume-create.ts';
import { podAttach } from './pod-attach.ts';
import { podBinding } from './pod-binding.ts';
import { podExec } from './pod-exec.ts';
import { portForward } from './port-forward.ts';
import { powerfulPod } from './powerful-pod.ts';
import { redundantBinding } from './redundant-binding.ts';
import { refusedSubject } from './refused-subject.ts';
import { removedResource } from './removed-resource.ts';
import { roleRefGroup } from './role-ref-group.ts';
import { roleWrite } from './role-write.ts';
import { rulesOverwritten } from './rules-overwritten.ts';
import { secretsRead } from './secrets-read.ts';
import { secretsWrite } from './secrets-write.ts';
import { serviceAccountsGrant } from './service-accounts-grant.ts';
import { serviceProxy } from './service-proxy.ts';
import { serviceStatusWrite } from './service-status-write.ts';
import { starName } from './star-name.ts';
import { starSubject } from './star-subject.ts';
import { subjectNamespace } from './subject-namespace.ts';
import { subresourceStar } from './subresource-star.ts';
import { systemConfigWrite } from './system-config-write.ts';
import { systemRoleBinding } from './system-role-binding.ts';
import { tokenCreate } from './token-create.ts';
import { unknownResource } from './unknown-resource.ts';
import { unknownVerb } from './unknown-verb.ts';
import { unusedRole } from './unused-role.ts';
import { verbCase } from './verb-case.ts';
import { wildcardApiGroups } from './wildcard-api-groups.ts';
import { wildcardEverything } from './wildcard-everything.ts';
import { wildcardResources } from './wildcard-resources.ts';
import { wildcardVerbs } from './wildcard-verbs.ts';
import { workloadChange } from './workload-change.ts';
import { workloadCreate } from './workload-create.ts';

/**
 * What roles and bindings give, judged on effective permission by the policy of the whole world (`policy-of-world.ts` reads it once).
 *
 * - A dangerous right is reported where somebody would take it away: at the rule of the role in the user's own file, with the chains of
 *   binding, subject and pods as evidence. Who is bound to an aggregated role holds the rules of the roles that it gathers.
 * - The severity follows the reach: the whole cluster, or kube-system, is worse than another namespace. A RoleBinding gives nothing on
 *   objects outside namespaces. A role that nobody is bound to is told by `rbac/unused-role` alone; where a world has no bindings at
 *   all, they are kept elsewhere, and the role is judged as if it were bound in a namespace.
 * - Roles that come with every cluster are nobody's to change, so there the finding is at roleRef, or at the subject, of the binding. What
 *   an API server or kubeadm itself makes is no finding.
 * - A star speaks for itself. `*` of everything is one finding, and silences all others about the same role; `*` among the resources is
 *   one, and names the powers within. A star of verbs on named resources is told beside the right that it gives, once for each resource.
 * - Names count: a rule with resourceNames is reported only where a name in it is one of those that matter.
 */
export const rbacChecks: readonly Check[] = [
  wildcardEverything,
  wildcardResources,
  wildcardVerbs,
  wildcardApiGroups,
  allPaths,
  secretsRead,
  secretsWrite,
  workloadCreate,
  workloadChange,
  podExec,
  podAttach,
  portForward,
  serviceProxy,
  ephemeralContainers,
  nodeProxy,
  escalate,
  bind,
  impersonate,
  tokenCreate,
  certificateApprove,
  admissionWrite,
  eventsDelete,
  roleWrite,
  bindingWrite,
  systemConfigWrite,
  configMapWrite,
  persistentVolumeCreate,
  nodeWrite,
  namespaceWrite,
  apiServiceWrite,
  definitionWrite,
  networkPolicyWrite,
  logsRead,
  endpointsWrite,
  serviceStatusWrite,
  dataDestruction,
  podBinding,
  clusterAdminBinding,
  clusterAdminInNamespace,
  broadRoleClusterWide,
  systemRoleBinding,
  anonymousGrant,
  authenticatedGrant,
  serviceAccountsGrant,
  namespaceAccountsGrant,
  defaultAccountGrant,
  mastersSubject,
  powerfulPod,
  misplacedIdentity,
  accountAsUser,
  starSubject,
  refusedSubject,
  subjectNamespace,
  duplicateSubject,
  noSubjects,
  redundantBinding,
  roleRefGroup,
  subresourceStar,
  namesWithoutEffect,
  starName,
  verbCase,
  pathInRole,
  mixedRule,
  incompleteRule,
  rulesOverwritten,
  aggregatedPowers,
  coveredRule,
  unknownResource,
  removedResource,
  unknownVerb,
  unusedRole,
];
