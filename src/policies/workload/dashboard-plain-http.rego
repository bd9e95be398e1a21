package seawall.workload.dashboard_plain_http

import data.lib.seawall.fields
import data.lib.seawall.images
import data.lib.seawall.report

# Dashboard up to v2 serves HTTPS only where it is given a certificate or told to make one.
# https://github.com/kubernetes-retired/dashboard/blob/v2.7.0/docs/common/dashboard-arguments.md
repositories := `^(?:.*/)?(?:kubernetesui/dashboard(?:-\w+64|-arm)?|kubernetes-dashboard(?:-\w+64|-arm)?)$`

violation contains report.at(container.path, ["args"], message) if {
	some use in images.used
	regex.match(repositories, use.parts.repository)
	container := use.container
	words := array.concat(fields.list_at(container.spec, ["command"]), fields.list_at(container.spec, ["args"]))
	not has_certificate(words)
	message := sprintf("container %s is given no certificate and makes none", [container.name])
}

has_certificate(words) if has_flag(words, "auto-generate-certificates")

has_certificate(words) if {
	has_flag(words, "tls-cert-file")
	has_flag(words, "tls-key-file")
}

has_flag(words, flag) if concat("", ["--", flag]) in words

has_flag(words, flag) if {
	some word in words
	startswith(word, concat("", ["--", flag, "="]))
	not endswith(word, "=false")
}
