package seawall.ingress.client_certificate_optional

import data.lib.seawall.ingresses
import data.lib.seawall.report

annotation := ingresses.nginx("auth-tls-verify-client")

meanings := {
	"off": "no certificate is asked for",
	"optional": "clients without a certificate are let in",
	"optional_no_ca": "certificates of any authority are let in",
}

violation contains report.at(["metadata", "annotations", annotation], [], message) if {
	mode := ingresses.annotation(annotation)

	# Without a secret there is no authority, and the setting does nothing.
	is_string(ingresses.annotation(ingresses.nginx("auth-tls-secret")))
	message := sprintf(`auth-tls-verify-client is "%s": %s`, [mode, meanings[mode]])
}
