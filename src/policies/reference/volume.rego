package seawall.reference.volume

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["volumeMounts", index, "name"], message) if {
	some container in pods.containers
	some index, mount in fields.list_at(container.spec, ["volumeMounts"])
	not mount.name in volumes(container.pod)
	message := sprintf("container %s mounts %s, and the pod has no such volume", [container.name, mount.name])
}

volumes(pod) := {volume.name | some volume in fields.list_at(pod.spec, ["volumes"])} | claims

claims := {claim.metadata.name |
	manifest.kind == "StatefulSet"
	some claim in fields.list_at(manifest.root, ["spec", "volumeClaimTemplates"])
}
