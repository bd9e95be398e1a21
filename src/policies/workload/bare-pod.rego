package seawall.workload.bare_pod

import data.lib.seawall.components
import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

violation contains report.at(["kind"], [], "no controller owns the pod") if {
	manifest.group_kind == "/Pod"
	not is_static
	not manifest.annotations["helm.sh/hook"]
	count(fields.list_at(manifest.root, ["metadata", "ownerReferences"])) == 0
}

is_static if manifest.annotations["kubernetes.io/config.mirror"]

is_static if manifest.annotations["kubernetes.io/config.source"]

is_static if count(components.started) > 0
