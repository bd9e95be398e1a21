package seawall.namespace.kube_public_used

import data.lib.seawall.manifest
import data.lib.seawall.report

kinds := {
	"/Pod",
	"apps/Deployment",
	"apps/StatefulSet",
	"apps/DaemonSet",
	"batch/Job",
	"batch/CronJob",
	"/Secret",
	"/ConfigMap",
}

violation contains report.at(["metadata", "namespace"], [], "the namespace is kube-public") if {
	manifest.group_kind in kinds
	manifest.namespace == "kube-public"
	manifest.name != "cluster-info"
}
