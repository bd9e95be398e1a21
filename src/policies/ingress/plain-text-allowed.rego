package seawall.ingress.plain_text_allowed

import data.lib.seawall.ingresses
import data.lib.seawall.report

# Annotations that stop a controller from redirecting to TLS, with the value that does.
switches := {
	"nginx.ingress.kubernetes.io/ssl-redirect": "false",
	"ingress.kubernetes.io/ssl-redirect": "false",
	"haproxy.org/ssl-redirect": "false",
	"haproxy-ingress.github.io/ssl-redirect": "false",
	"kubernetes.io/ingress.allow-http": "true",
}

violation contains report.at(["metadata", "annotations", key], [], sprintf(`%s is "%s"`, [key, value])) if {
	# Without TLS there is nothing to redirect to, and another policy says so.
	count(ingresses.tls) > 0
	not ingresses.says(ingresses.nginx("force-ssl-redirect"), "true")
	some key, value in switches
	ingresses.annotation(key) == value
}
