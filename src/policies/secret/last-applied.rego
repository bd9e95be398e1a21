package seawall.secret.last_applied

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

annotation := "kubectl.kubernetes.io/last-applied-configuration"

# Strings first, as they are written; the values stay unsaid.
violation contains report.at(["metadata", "annotations", annotation], [], message) if {
	manifest.group_kind == "/Secret"
	applied := json.unmarshal(fields.text_at(manifest.root, ["metadata", "annotations", annotation]))
	keys := [key | some field in ["data", "stringData"]; some key, _ in fields.record_at(applied, [field])]
	count(keys) > 0
	message := sprintf("the annotation last-applied-configuration repeats %s", [concat(", ", keys)])
}
