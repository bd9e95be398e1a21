package seawall.ingress.annotation_injection

import data.lib.seawall.ingresses
import data.lib.seawall.report

# Annotations whose values ingress-nginx wrote into nginx.conf as they are, before the releases that fixed these.
vulnerabilities := {
	"auth-url": "CVE-2025-24514",
	"auth-tls-match-cn": "CVE-2025-1097",
	"mirror-target": "CVE-2025-1098",
	"mirror-host": "CVE-2025-1098",
	"permanent-redirect": "CVE-2023-5044",
}

violation contains report.at(["metadata", "annotations", key], [], message) if {
	some name, vulnerability in vulnerabilities
	key := ingresses.nginx(name)
	value := trim_space(ingresses.annotation(key))

	# A line break, the end of a directive before the end of a block, or a block of its own.
	regex.match(`[\r\n]|;\s*\}|\{[^{}]*;`, value)
	message := sprintf("the value of %s holds directives of nginx, as in %s", [key, vulnerability])
}
