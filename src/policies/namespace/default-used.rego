package seawall.namespace.default_used

import data.lib.seawall.manifest
import data.lib.seawall.report

kinds := {
	"/Pod",
	"/ReplicationController",
	"apps/Deployment",
	"apps/StatefulSet",
	"apps/DaemonSet",
	"apps/ReplicaSet",
	"batch/Job",
	"batch/CronJob",
}

violation contains report.at(["metadata", "namespace"], [], "the namespace is default") if {
	manifest.group_kind in kinds
	manifest.namespace == "default"
}
