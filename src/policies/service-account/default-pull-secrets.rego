package seawall.service_account.default_pull_secrets

import data.lib.seawall.accounts
import data.lib.seawall.fields
import data.lib.seawall.report

violation contains report.at(["imagePullSecrets"], [], message) if {
	names := [fields.text_or_empty(entry, ["name"]) |
		some entry in fields.list_at(accounts.default_account, ["imagePullSecrets"])
	]
	count(names) > 0
	message := sprintf("the default service account pulls images with %s", [concat(", ", names)])
}
