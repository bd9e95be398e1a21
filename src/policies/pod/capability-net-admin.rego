package seawall.pod.capability_net_admin

import data.lib.seawall.capabilities

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	entry.name == "NET_ADMIN"
}
