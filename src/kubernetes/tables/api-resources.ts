// Made by scripts/api-resources.ts from the OpenAPI document of Kubernetes 1.35; short names are those that the storage of each resource
// declares (ShortNames in https://github.com/kubernetes/kubernetes/tree/master/pkg/registry)

/**
 * A line for each resource: group (a dash for the core group), versions with the preferred one first, resource, kind, `n` for those in
 * namespaces and `c` for the others, verbs, short names (a dash for none), then each subresource as `name:verbs`. Lists have commas.
 */
export const API_RESOURCES = `- v1 bindings Binding n create -
- v1 componentstatuses ComponentStatus c get,list,watch cs
- v1 configmaps ConfigMap n create,delete,deletecollection,get,list,patch,update,watch cm
- v1 endpoints Endpoints n create,delete,deletecollection,get,list,patch,update,watch ep
- v1 events Event n create,delete,deletecollection,get,list,patch,update,watch ev
- v1 limitranges LimitRange n create,delete,deletecollection,get,list,patch,update,watch limits
- v1 namespaces Namespace c create,delete,get,list,patch,update,watch ns finalize:update status:get,patch,update
- v1 nodes Node c create,delete,deletecollection,get,list,patch,update,watch no proxy:create,delete,get,patch,update status:get,patch,update
- v1 persistentvolumeclaims PersistentVolumeClaim n create,delete,deletecollection,get,list,patch,update,watch pvc status:get,patch,update
- v1 persistentvolumes PersistentVolume c create,delete,deletecollection,get,list,patch,update,watch pv status:get,patch,update
- v1 pods Pod n create,delete,deletecollection,get,list,patch,update,watch po attach:create,get binding:create ephemeralcontainers:get,patch,update eviction:create exec:create,get log:get portforward:create,get proxy:create,delete,get,patch,update resize:get,patch,update status:get,patch,update
- v1 podtemplates PodTemplate n create,delete,deletecollection,get,list,patch,update,watch -
- v1 replicationcontrollers ReplicationController n create,delete,deletecollection,get,list,patch,update,watch rc scale:get,patch,update status:get,patch,update
- v1 resourcequotas ResourceQuota n create,delete,deletecollection,get,list,patch,update,watch quota status:get,patch,update
- v1 secrets Secret n create,delete,deletecollection,get,list,patch,update,watch -
- v1 serviceaccounts ServiceAccount n create,delete,deletecollection,get,list,patch,update,watch sa token:create
- v1 services Service n create,delete,deletecollection,get,list,patch,update,watch svc proxy:create,delete,get,patch,update status:get,patch,update
apiregistration.k8s.io v1 apiservices APIService c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
apps v1 controllerrevisions ControllerRevision n create,delete,deletecollection,get,list,patch,update,watch -
apps v1 daemonsets DaemonSet n create,delete,deletecollection,get,list,patch,update,watch ds status:get,patch,update
apps v1 deployments Deployment n create,delete,deletecollection,get,list,patch,update,watch deploy scale:get,patch,update status:get,patch,update
apps v1 replicasets ReplicaSet n create,delete,deletecollection,get,list,patch,update,watch rs scale:get,patch,update status:get,patch,update
apps v1 statefulsets StatefulSet n create,delete,deletecollection,get,list,patch,update,watch sts scale:get,patch,update status:get,patch,update
events.k8s.io v1 events Event n create,delete,deletecollection,get,list,patch,update,watch ev
authentication.k8s.io v1 selfsubjectreviews SelfSubjectReview c create -
authentication.k8s.io v1 tokenreviews TokenReview c create -
authorization.k8s.io v1 localsubjectaccessreviews LocalSubjectAccessReview n create -
authorization.k8s.io v1 selfsubjectaccessreviews SelfSubjectAccessReview c create -
authorization.k8s.io v1 selfsubjectrulesreviews SelfSubjectRulesReview c create -
authorization.k8s.io v1 subjectaccessreviews SubjectAccessReview c create -
autoscaling v2,v1 horizontalpodautoscalers HorizontalPodAutoscaler n create,delete,deletecollection,get,list,patch,update,watch hpa status:get,patch,update
batch v1 cronjobs CronJob n create,delete,deletecollection,get,list,patch,update,watch cj status:get,patch,update
batch v1 jobs Job n create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
certificates.k8s.io v1 certificatesigningrequests CertificateSigningRequest c create,delete,deletecollection,get,list,patch,update,watch csr approval:get,patch,update status:get,patch,update
certificates.k8s.io v1beta1,v1alpha1 clustertrustbundles ClusterTrustBundle c create,delete,deletecollection,get,list,patch,update,watch -
certificates.k8s.io v1beta1 podcertificaterequests PodCertificateRequest n create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
networking.k8s.io v1 ingressclasses IngressClass c create,delete,deletecollection,get,list,patch,update,watch -
networking.k8s.io v1 ingresses Ingress n create,delete,deletecollection,get,list,patch,update,watch ing status:get,patch,update
networking.k8s.io v1,v1beta1 ipaddresses IPAddress c create,delete,deletecollection,get,list,patch,update,watch ip
networking.k8s.io v1 networkpolicies NetworkPolicy n create,delete,deletecollection,get,list,patch,update,watch netpol
networking.k8s.io v1,v1beta1 servicecidrs ServiceCIDR c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
policy v1 poddisruptionbudgets PodDisruptionBudget n create,delete,deletecollection,get,list,patch,update,watch pdb status:get,patch,update
rbac.authorization.k8s.io v1 clusterrolebindings ClusterRoleBinding c create,delete,deletecollection,get,list,patch,update,watch -
rbac.authorization.k8s.io v1 clusterroles ClusterRole c create,delete,deletecollection,get,list,patch,update,watch -
rbac.authorization.k8s.io v1 rolebindings RoleBinding n create,delete,deletecollection,get,list,patch,update,watch -
rbac.authorization.k8s.io v1 roles Role n create,delete,deletecollection,get,list,patch,update,watch -
storage.k8s.io v1 csidrivers CSIDriver c create,delete,deletecollection,get,list,patch,update,watch -
storage.k8s.io v1 csinodes CSINode c create,delete,deletecollection,get,list,patch,update,watch -
storage.k8s.io v1 csistoragecapacities CSIStorageCapacity n create,delete,deletecollection,get,list,patch,update,watch -
storage.k8s.io v1 storageclasses StorageClass c create,delete,deletecollection,get,list,patch,update,watch sc
storage.k8s.io v1 volumeattachments VolumeAttachment c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
storage.k8s.io v1,v1beta1 volumeattributesclasses VolumeAttributesClass c create,delete,deletecollection,get,list,patch,update,watch vac
admissionregistration.k8s.io v1,v1beta1,v1alpha1 mutatingadmissionpolicies MutatingAdmissionPolicy c create,delete,deletecollection,get,list,patch,update,watch -
admissionregistration.k8s.io v1,v1beta1,v1alpha1 mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding c create,delete,deletecollection,get,list,patch,update,watch -
admissionregistration.k8s.io v1 mutatingwebhookconfigurations MutatingWebhookConfiguration c create,delete,deletecollection,get,list,patch,update,watch -
admissionregistration.k8s.io v1 validatingadmissionpolicies ValidatingAdmissionPolicy c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
admissionregistration.k8s.io v1 validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding c create,delete,deletecollection,get,list,patch,update,watch -
admissionregistration.k8s.io v1 validatingwebhookconfigurations ValidatingWebhookConfiguration c create,delete,deletecollection,get,list,patch,update,watch -
apiextensions.k8s.io v1 customresourcedefinitions CustomResourceDefinition c create,delete,deletecollection,get,list,patch,update,watch crd,crds status:get,patch,update
scheduling.k8s.io v1alpha2 podgroups PodGroup n create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
scheduling.k8s.io v1 priorityclasses PriorityClass c create,delete,deletecollection,get,list,patch,update,watch pc
scheduling.k8s.io v1alpha2 workloads Workload n create,delete,deletecollection,get,list,patch,update,watch -
coordination.k8s.io v1beta1,v1alpha2 leasecandidates LeaseCandidate n create,delete,deletecollection,get,list,patch,update,watch -
coordination.k8s.io v1 leases Lease n create,delete,deletecollection,get,list,patch,update,watch -
node.k8s.io v1 runtimeclasses RuntimeClass c create,delete,deletecollection,get,list,patch,update,watch -
discovery.k8s.io v1 endpointslices EndpointSlice n create,delete,deletecollection,get,list,patch,update,watch -
resource.k8s.io v1,v1beta2,v1beta1 deviceclasses DeviceClass c create,delete,deletecollection,get,list,patch,update,watch -
resource.k8s.io v1beta2,v1alpha3 devicetaintrules DeviceTaintRule c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
resource.k8s.io v1,v1beta2,v1beta1 resourceclaims ResourceClaim n create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
resource.k8s.io v1,v1beta2,v1beta1 resourceclaimtemplates ResourceClaimTemplate n create,delete,deletecollection,get,list,patch,update,watch -
resource.k8s.io v1alpha3 resourcepoolstatusrequests ResourcePoolStatusRequest c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
resource.k8s.io v1,v1beta2,v1beta1 resourceslices ResourceSlice c create,delete,deletecollection,get,list,patch,update,watch -
flowcontrol.apiserver.k8s.io v1 flowschemas FlowSchema c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
flowcontrol.apiserver.k8s.io v1 prioritylevelconfigurations PriorityLevelConfiguration c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
internal.apiserver.k8s.io v1alpha1 storageversions StorageVersion c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
storagemigration.k8s.io v1beta1 storageversionmigrations StorageVersionMigration c create,delete,deletecollection,get,list,patch,update,watch - status:get,patch,update
`;
