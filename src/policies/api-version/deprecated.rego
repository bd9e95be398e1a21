package seawall.api_version.deprecated

import data.lib.seawall.manifest
import data.lib.seawall.removals
import data.lib.seawall.report
import data.lib.seawall.source

violation contains report.at(["apiVersion"], [], message) if {
	removals.removal.removed > source.minor
	removals.removal.deprecated <= source.minor
	message := sprintf("%s %s is deprecated since 1.%d and removed in 1.%d; use %s", [
		manifest.api_version,
		manifest.kind,
		removals.removal.deprecated,
		removals.removal.removed,
		removals.removal.replacement,
	])
}
