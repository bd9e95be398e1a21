package seawall.pod.capability_system_control

import data.lib.seawall.capabilities

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	entry.name in {"SYS_BOOT", "SYSLOG", "SYS_TIME"}
}
