package seawall.authentication.authorizer_fails_open

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

configuration := manifest.root if manifest.group_kind == "apiserver.config.k8s.io/AuthorizationConfiguration"

violation contains report.graded("critical", ["authorizers", index, "type"], [], message) if {
	some index, authorizer in fields.list_at(configuration, ["authorizers"])
	authorizer.type == "AlwaysAllow"
	message := "the authorizer AlwaysAllow is in the list"
}

violation contains report.at(["authorizers", index, "webhook", "failurePolicy"], [], message) if {
	some index, authorizer in fields.list_at(configuration, ["authorizers"])
	authorizer.webhook.failurePolicy == "NoOpinion"
	message := sprintf("authorizer %s is skipped when it fails", [fields.shown(authorizer, "name")])
}
