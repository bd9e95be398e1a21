package seawall.workload.sub_path

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["volumeMounts", index, field], message) if {
	some container in pods.containers
	some index, mount in fields.list_at(container.spec, ["volumeMounts"])
	not mount.readOnly == true
	field := [name | some name in ["subPath", "subPathExpr"]; object.get(mount, name, "") != ""][0]
	not is_read_only(container.pod, mount)
	message := sprintf("container %s mounts %s of volume %s, writable", [
		container.name,
		mount[field],
		fields.shown(mount, "name"),
	])
}

# Volumes that nobody can write to, however they are mounted.
is_read_only(pod, mount) if {
	some volume in fields.list_at(pod.spec, ["volumes"])
	volume.name == mount.name
	some type in ["configMap", "secret", "projected", "downwardAPI"]
	volume[type]
}
