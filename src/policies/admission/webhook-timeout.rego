package seawall.admission.webhook_timeout

import data.lib.seawall.report
import data.lib.seawall.webhooks

violation contains report.at(["webhooks", webhook.index, "timeoutSeconds"], [], message) if {
	some webhook in webhooks.webhooks
	seconds := object.get(webhook.value, "timeoutSeconds", by_default)
	seconds > 10
	message := sprintf("webhook %s may take %v seconds", [webhook.name, seconds])
}

by_default := 30 if {
	webhooks.is_beta
} else := 10
