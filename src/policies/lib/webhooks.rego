# Admission webhooks of both kinds.
package lib.seawall.webhooks

import data.lib.seawall.fields
import data.lib.seawall.manifest

configuration := manifest.root if {
	manifest.group == "admissionregistration.k8s.io"
	manifest.kind in {"ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"}
}

webhooks contains {"index": index, "value": webhook, "name": fields.shown(webhook, "name")} if {
	some index, webhook in fields.list_at(configuration, ["webhooks"])
	is_object(webhook)
}

# The first version had other defaults.
is_beta if endswith(manifest.api_version, "/v1beta1")
