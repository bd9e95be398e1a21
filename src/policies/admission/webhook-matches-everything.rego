package seawall.admission.webhook_matches_everything

import data.lib.seawall.fields
import data.lib.seawall.report
import data.lib.seawall.webhooks

violation contains report.at(["webhooks", webhook.index, "rules", index], [], message) if {
	some webhook in webhooks.webhooks
	not selects(webhook.value)
	some index, rule in fields.list_at(webhook.value, ["rules"])
	"*" in fields.list_at(rule, ["apiGroups"])
	some resource in ["*", "*/*"]
	resource in fields.list_at(rule, ["resources"])
	message := sprintf("webhook %s judges every kind in every namespace", [webhook.name])
}

selects(webhook) if {
	some selector in ["namespaceSelector", "objectSelector"]
	count(fields.record_at(webhook, [selector])) > 0
}

selects(webhook) if count(fields.list_at(webhook, ["matchConditions"])) > 0
