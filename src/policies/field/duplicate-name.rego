package seawall.field.duplicate_name

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

# Containers of all three lists share one set of names; they are looked through in this order.
order := ["initContainers", "containers", "ephemeralContainers"]

violation contains report.at(pod.path, steps, sprintf("a second container is named %s", [name])) if {
	some pod in pods.pods
	named := [[field, index, container.name] |
		some field in order
		some index, container in fields.list_at(pod.spec, [field])
	]
	some number, [field, index, name] in named
	name in {earlier[2] | some earlier in array.slice(named, 0, number)}
	steps := [field, index]
}

violation contains report.at(pod.path, ["volumes", index], sprintf("a second volume is named %s", [name])) if {
	some pod in pods.pods
	some index, name in repeated(fields.list_at(pod.spec, ["volumes"]), "name")
}

violation contains report.at(container.path, ["env", index], message) if {
	some container in pods.containers
	some index, name in repeated(fields.list_at(container.spec, ["env"]), "name")
	message := sprintf("container %s sets %s a second time, and this one counts", [container.name, name])
}

violation contains report.at(container.path, ["volumeMounts", index], message) if {
	some container in pods.containers
	some index, path in repeated(fields.list_at(container.spec, ["volumeMounts"]), "mountPath")
	message := sprintf("container %s mounts a second volume at %s", [container.name, path])
}

violation contains report.at(container.path, ["ports", index], message) if {
	some container in pods.containers
	some index, name in repeated(fields.list_at(container.spec, ["ports"]), "name")
	message := sprintf("a second port of container %s is named %s", [container.name, name])
}

# The positions whose value of a field an earlier item has.
repeated(list, field) := {index: item[field] |
	some index, item in list
	some earlier in array.slice(list, 0, index)
	earlier[field] == item[field]
}
