# API versions that left, or will leave, Kubernetes: https://kubernetes.io/docs/reference/using-api/deprecation-guide/
package lib.seawall.removals

import data.lib.seawall.manifest

table := [
	{
		"apiVersion": "extensions/v1beta1",
		"kinds": ["Deployment", "DaemonSet", "ReplicaSet"],
		"deprecated": 9,
		"removed": 16,
		"replacement": "apps/v1",
	},
	{
		"apiVersion": "extensions/v1beta1",
		"kinds": ["NetworkPolicy"],
		"deprecated": 9,
		"removed": 16,
		"replacement": "networking.k8s.io/v1",
	},
	{
		"apiVersion": "extensions/v1beta1",
		"kinds": ["PodSecurityPolicy"],
		"deprecated": 10,
		"removed": 16,
		"replacement": "Pod Security admission",
	},
	{
		"apiVersion": "extensions/v1beta1",
		"kinds": ["Ingress"],
		"deprecated": 14,
		"removed": 22,
		"replacement": "networking.k8s.io/v1",
	},
	{
		"apiVersion": "apps/v1beta1",
		"kinds": ["Deployment", "StatefulSet", "ControllerRevision"],
		"deprecated": 9,
		"removed": 16,
		"replacement": "apps/v1",
	},
	{
		"apiVersion": "apps/v1beta2",
		"kinds": ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision"],
		"deprecated": 9,
		"removed": 16,
		"replacement": "apps/v1",
	},
	{
		"apiVersion": "networking.k8s.io/v1beta1",
		"kinds": ["Ingress", "IngressClass"],
		"deprecated": 19,
		"removed": 22,
		"replacement": "networking.k8s.io/v1",
	},
	{
		"apiVersion": "admissionregistration.k8s.io/v1beta1",
		"kinds": ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
		"deprecated": 16,
		"removed": 22,
		"replacement": "admissionregistration.k8s.io/v1",
	},
	{
		"apiVersion": "apiextensions.k8s.io/v1beta1",
		"kinds": ["CustomResourceDefinition"],
		"deprecated": 16,
		"removed": 22,
		"replacement": "apiextensions.k8s.io/v1",
	},
	{
		"apiVersion": "apiregistration.k8s.io/v1beta1",
		"kinds": ["APIService"],
		"deprecated": 19,
		"removed": 22,
		"replacement": "apiregistration.k8s.io/v1",
	},
	{
		"apiVersion": "authentication.k8s.io/v1beta1",
		"kinds": ["TokenReview"],
		"deprecated": 19,
		"removed": 22,
		"replacement": "authentication.k8s.io/v1",
	},
	{
		"apiVersion": "authorization.k8s.io/v1beta1",
		"kinds": ["LocalSubjectAccessReview", "SelfSubjectAccessReview", "SubjectAccessReview", "SelfSubjectRulesReview"],
		"deprecated": 19,
		"removed": 22,
		"replacement": "authorization.k8s.io/v1",
	},
	{
		"apiVersion": "certificates.k8s.io/v1beta1",
		"kinds": ["CertificateSigningRequest"],
		"deprecated": 19,
		"removed": 22,
		"replacement": "certificates.k8s.io/v1",
	},
	{
		"apiVersion": "coordination.k8s.io/v1beta1",
		"kinds": ["Lease"],
		"deprecated": 19,
		"removed": 22,
		"replacement": "coordination.k8s.io/v1",
	},
	{
		"apiVersion": "rbac.authorization.k8s.io/v1beta1",
		"kinds": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
		"deprecated": 17,
		"removed": 22,
		"replacement": "rbac.authorization.k8s.io/v1",
	},
	{
		"apiVersion": "rbac.authorization.k8s.io/v1alpha1",
		"kinds": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
		"deprecated": 17,
		"removed": 22,
		"replacement": "rbac.authorization.k8s.io/v1",
	},
	{
		"apiVersion": "scheduling.k8s.io/v1beta1",
		"kinds": ["PriorityClass"],
		"deprecated": 14,
		"removed": 22,
		"replacement": "scheduling.k8s.io/v1",
	},
	{
		"apiVersion": "storage.k8s.io/v1beta1",
		"kinds": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
		"deprecated": 19,
		"removed": 22,
		"replacement": "storage.k8s.io/v1",
	},
	{
		"apiVersion": "storage.k8s.io/v1beta1",
		"kinds": ["CSIStorageCapacity"],
		"deprecated": 24,
		"removed": 27,
		"replacement": "storage.k8s.io/v1",
	},
	{
		"apiVersion": "batch/v1beta1",
		"kinds": ["CronJob"],
		"deprecated": 21,
		"removed": 25,
		"replacement": "batch/v1",
	},
	{
		"apiVersion": "batch/v2alpha1",
		"kinds": ["CronJob"],
		"deprecated": 20,
		"removed": 21,
		"replacement": "batch/v1",
	},
	{
		"apiVersion": "discovery.k8s.io/v1beta1",
		"kinds": ["EndpointSlice"],
		"deprecated": 21,
		"removed": 25,
		"replacement": "discovery.k8s.io/v1",
	},
	{
		"apiVersion": "events.k8s.io/v1beta1",
		"kinds": ["Event"],
		"deprecated": 19,
		"removed": 25,
		"replacement": "events.k8s.io/v1",
	},
	{
		"apiVersion": "autoscaling/v2beta1",
		"kinds": ["HorizontalPodAutoscaler"],
		"deprecated": 22,
		"removed": 25,
		"replacement": "autoscaling/v2",
	},
	{
		"apiVersion": "autoscaling/v2beta2",
		"kinds": ["HorizontalPodAutoscaler"],
		"deprecated": 23,
		"removed": 26,
		"replacement": "autoscaling/v2",
	},
	{
		"apiVersion": "policy/v1beta1",
		"kinds": ["PodDisruptionBudget"],
		"deprecated": 21,
		"removed": 25,
		"replacement": "policy/v1",
	},
	{
		"apiVersion": "policy/v1beta1",
		"kinds": ["PodSecurityPolicy"],
		"deprecated": 21,
		"removed": 25,
		"replacement": "Pod Security admission",
	},
	{
		"apiVersion": "node.k8s.io/v1beta1",
		"kinds": ["RuntimeClass"],
		"deprecated": 22,
		"removed": 25,
		"replacement": "node.k8s.io/v1",
	},
	{
		"apiVersion": "flowcontrol.apiserver.k8s.io/v1beta1",
		"kinds": ["FlowSchema", "PriorityLevelConfiguration"],
		"deprecated": 23,
		"removed": 26,
		"replacement": "flowcontrol.apiserver.k8s.io/v1",
	},
	{
		"apiVersion": "flowcontrol.apiserver.k8s.io/v1beta2",
		"kinds": ["FlowSchema", "PriorityLevelConfiguration"],
		"deprecated": 26,
		"removed": 29,
		"replacement": "flowcontrol.apiserver.k8s.io/v1",
	},
	{
		"apiVersion": "flowcontrol.apiserver.k8s.io/v1beta3",
		"kinds": ["FlowSchema", "PriorityLevelConfiguration"],
		"deprecated": 29,
		"removed": 32,
		"replacement": "flowcontrol.apiserver.k8s.io/v1",
	},
]

# What is known about the end of the object's version. PodSecurityPolicy has a policy of its own.
removal := [row |
	some row in table
	manifest.kind != "PodSecurityPolicy"
	row.apiVersion == manifest.api_version
	manifest.kind in row.kinds
][0]
