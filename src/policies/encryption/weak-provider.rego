package seawall.encryption.weak_provider

import data.lib.seawall.encryption
import data.lib.seawall.report

violation contains report.at(["resources", index, "providers", at], [], sprintf("the provider %s is used", [weak(provider)])) if {
	some index, entry in encryption.entries
	some at, provider in entry.providers
}

weak(provider) := provider.kind if provider.kind in {"aescbc", "aesgcm"}

weak(provider) := "kms v1" if {
	provider.kind == "kms"
	object.get(provider.settings, "apiVersion", null) in {null, "v1"}
}
