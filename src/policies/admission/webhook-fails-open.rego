package seawall.admission.webhook_fails_open

import data.lib.seawall.manifest
import data.lib.seawall.report
import data.lib.seawall.webhooks

open contains webhook if {
	some webhook in webhooks.webhooks
	webhook.value.failurePolicy == "Ignore"
}

open contains webhook if {
	webhooks.is_beta
	some webhook in webhooks.webhooks
	not webhook.value.failurePolicy
}

violation contains report.at(["webhooks", webhook.index, "failurePolicy"], [], message(webhook)) if {
	some webhook in open
	manifest.kind == "ValidatingWebhookConfiguration"
}

violation contains report.graded("low", ["webhooks", webhook.index, "failurePolicy"], [], message(webhook)) if {
	some webhook in open
	manifest.kind == "MutatingWebhookConfiguration"
}

message(webhook) := sprintf("webhook %s fails open", [webhook.name])
