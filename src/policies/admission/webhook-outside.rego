package seawall.admission.webhook_outside

import data.lib.seawall.fields
import data.lib.seawall.report
import data.lib.seawall.webhooks

violation contains report.at(["webhooks", webhook.index, "clientConfig", "url"], [], message) if {
	some webhook in webhooks.webhooks
	url := fields.text_at(webhook.value, ["clientConfig", "url"])
	not regex.match(`^https://[^/:]+\.svc(?:[.:/]|$)`, url)
	message := sprintf("webhook %s is asked at %s", [webhook.name, without_user(url)])
}

# What stands before the @ may be a password.
without_user(url) := regex.replace(url, `//[^/@]*@`, "//")
