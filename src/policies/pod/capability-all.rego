package seawall.pod.capability_all

import data.lib.seawall.capabilities

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	entry.name == "ALL"
}
