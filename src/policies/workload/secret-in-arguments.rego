package seawall.workload.secret_in_arguments

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

# $(NAME) is replaced by the kubelet, $$(NAME) is not.
# https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
references := `(\$+)\(([A-Za-z_.][\w.-]*)\)`

violation contains report.at(container.path, [field, index], message) if {
	some container in pods.containers
	some field in ["command", "args"]
	some index, word in fields.list_at(container.spec, [field])
	variable := [match[2] |
		some match in regex.find_all_string_submatch_n(references, word, -1)
		count(match[1]) % 2 == 1
		secret_of(container, match[2])
	][0]
	message := sprintf("an argument of container %s has $(%s) of Secret %s in it", [
		container.name,
		variable,
		secret_of(container, variable),
	])
}

# Of several variables of one name the last counts.
secret_of(container, name) := found[count(found) - 1] if {
	found := [object.get(entry.valueFrom.secretKeyRef, "name", "") |
		some entry in fields.list_at(container.spec, ["env"])
		entry.name == name
	]
	count(found) > 0
}
