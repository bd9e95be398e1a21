package seawall.service_account.default_cloud_role

import data.lib.seawall.accounts
import data.lib.seawall.fields
import data.lib.seawall.report

# https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html,
# https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity,
# https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
clouds := {
	"eks.amazonaws.com/role-arn": "AWS role",
	"iam.gke.io/gcp-service-account": "Google service account",
	"azure.workload.identity/client-id": "Azure identity",
}

violation contains report.at(["metadata", "annotations", key], [], message) if {
	some key, cloud in clouds
	value := fields.text_at(accounts.default_account, ["metadata", "annotations", key])
	value != ""
	message := sprintf("the default service account acts as %s %s", [cloud, value])
}
