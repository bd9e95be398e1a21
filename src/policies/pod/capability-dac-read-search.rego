package seawall.pod.capability_dac_read_search

import data.lib.seawall.capabilities

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	entry.name == "DAC_READ_SEARCH"
}
