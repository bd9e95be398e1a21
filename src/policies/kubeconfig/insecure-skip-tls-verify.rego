package seawall.kubeconfig.insecure_skip_tls_verify

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

violation contains report.at(["clusters", index, "cluster", "insecure-skip-tls-verify"], [], message) if {
	manifest.group_kind == "/Config"
	some index, entry in fields.list_at(manifest.root, ["clusters"])
	entry.cluster["insecure-skip-tls-verify"] == true
	message := sprintf("the certificate of cluster %s is not checked", [fields.shown(entry, "name")])
}
