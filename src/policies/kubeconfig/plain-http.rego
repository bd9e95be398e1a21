package seawall.kubeconfig.plain_http

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

violation contains report.at(["clusters", index, "cluster", "server"], [], message) if {
	manifest.group_kind == "/Config"
	some index, entry in fields.list_at(manifest.root, ["clusters"])
	server := fields.text_at(entry, ["cluster", "server"])
	startswith(server, "http://")
	not regex.match(`^http://(?:localhost[:/]|127\.|\[::1\])`, server)

	# What stands before the @ may be a password.
	shown := regex.replace(server, `^http://[^/@]*@`, "http://")
	message := sprintf("cluster %s is asked at %s", [fields.shown(entry, "name"), shown])
}
