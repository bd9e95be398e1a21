package seawall.secret.service_account_token

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

violation contains report.at(["type"], [], message) if {
	manifest.group_kind == "/Secret"
	manifest.root.type == "kubernetes.io/service-account-token"
	message := sprintf("a token without expiry is made for service account %s", [account])
}

account := found if {
	found := fields.text_at(manifest.root, ["metadata", "annotations", "kubernetes.io/service-account.name"])
} else := "unknown"
