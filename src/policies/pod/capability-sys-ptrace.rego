package seawall.pod.capability_sys_ptrace

import data.lib.seawall.capabilities

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	entry.name == "SYS_PTRACE"
}
