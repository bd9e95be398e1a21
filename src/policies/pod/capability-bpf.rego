package seawall.pod.capability_bpf

import data.lib.seawall.capabilities

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	entry.name in {"BPF", "PERFMON"}
}
