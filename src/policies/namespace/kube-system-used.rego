package seawall.namespace.kube_system_used

import data.lib.seawall.manifest
import data.lib.seawall.report

kinds := {"/Pod", "apps/Deployment", "apps/StatefulSet", "batch/Job", "batch/CronJob"}

# Workloads that clusters bring along, by the names under which distributions install them.
known := [
	"coredns",
	"etcd",
	"kube-dns",
	"metrics-server",
	"kube-proxy",
	"konnectivity",
	"cluster-autoscaler",
	"dns-autoscaler",
	"kube-state-metrics",
	"calico",
	"cilium",
	"hubble",
	"tigera",
	"aws-",
	"ebs-",
	"efs-",
	"azure",
	"csi-",
	"snapshot-controller",
	"cloud-controller",
	"gke-",
	"l7-default",
	"event-exporter",
	"traefik",
	"local-path",
	"helm-install",
	"svclb",
	"node-",
	"kube-",
	"vpa-",
	"ingress-nginx",
	"nvidia",
	"keda",
	"secrets-store",
]

violation contains report.at(["metadata", "namespace"], [], "the namespace is kube-system") if {
	manifest.group_kind in kinds
	manifest.namespace == "kube-system"
	not is_known
	not "kubernetes.io/cluster-service" in object.keys(manifest.labels)
	not manifest.labels.tier == "control-plane"
}

is_known if strings.any_prefix_match(manifest.name, known)
