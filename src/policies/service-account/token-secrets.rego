package seawall.service_account.token_secrets

import data.lib.seawall.accounts
import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

# Makes the list a restriction of what pods may mount.
# https://kubernetes.io/docs/concepts/security/service-accounts/#enforce-mountable-secrets
enforce := "kubernetes.io/enforce-mountable-secrets"

violation contains report.at(["secrets", index], [], message) if {
	not accounts.account.metadata.annotations[enforce] == "true"
	some index, entry in fields.list_at(accounts.account, ["secrets"])
	name := fields.text_or_empty(entry, ["name"])

	# OpenShift lists the registry logins that it makes itself.
	not regex.match(`-dockercfg-\w{5}$`, name)
	message := sprintf("service account %s lists Secret %s", [manifest.name, name])
}
