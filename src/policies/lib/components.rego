# Components of the control plane, by the program that a container starts.
package lib.seawall.components

import data.lib.seawall.fields
import data.lib.seawall.pods

programs := {"kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kubelet", "kube-proxy"}

# A word before the first flag counts, so that a path in a flag does not.
started contains name if {
	some container in pods.containers
	words := array.concat(fields.list_at(container.spec, ["command"]), fields.list_at(container.spec, ["args"]))
	some index, word in words
	name := last_part(word)
	name in programs
	every earlier in array.slice(words, 0, index) {
		not startswith(earlier, "-")
		not last_part(earlier) in programs
	}
}

last_part(word) := parts[count(parts) - 1] if parts := split(word, "/")
