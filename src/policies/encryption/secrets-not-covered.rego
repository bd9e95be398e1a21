package seawall.encryption.secrets_not_covered

import data.lib.seawall.encryption
import data.lib.seawall.report

violation contains report.at(["resources"], [], "no entry names secrets") if {
	encryption.configuration
	every entry in encryption.entries {
		not covers_secrets(entry)
	}
}

covers_secrets(entry) if {
	some name in entry.resources
	name in {"secrets", "secrets.", "*.", "*.*"}
}
