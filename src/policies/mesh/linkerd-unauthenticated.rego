package seawall.mesh.linkerd_unauthenticated

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.pods
import data.lib.seawall.report

# https://linkerd.io/2/reference/authorization-policy/
annotation := "config.linkerd.io/default-inbound-policy"

kinds := {
	"/Namespace",
	"/Pod",
	"apps/Deployment",
	"apps/StatefulSet",
	"apps/DaemonSet",
	"batch/Job",
	"batch/CronJob",
	"argoproj.io/Rollout",
	"policy.linkerd.io/Server",
	"policy.linkerd.io/ServerAuthorization",
}

holder := manifest.root if manifest.group_kind in kinds

# The proxy reads the annotation of the namespace and that of the pod; the one of a workload itself does nothing.
metadata contains ["metadata"] if manifest.kind == "Namespace"

metadata contains pod.metadata_path if {
	manifest.kind != "Namespace"
	some pod in pods.pods
}

places contains array.concat(path, ["annotations", annotation]) if some path in metadata

places contains ["spec", "accessPolicy"] if manifest.group == "policy.linkerd.io"

# Audit allows everything and writes it down.
violation contains report.at(place, [], sprintf("the inbound policy is %s", [policy])) if {
	some place in places
	policy := fields.text_at(holder, place)
	policy in {"all-unauthenticated", "cluster-unauthenticated", "audit"}
}

violation contains report.at(path, [], "clients without an identity are authorized") if {
	manifest.group == "policy.linkerd.io"
	some path in [["spec", "client", "unauthenticated"], ["spec", "client", "meshTLS", "unauthenticatedTLS"]]
	object.get(holder, path, false) == true
}
