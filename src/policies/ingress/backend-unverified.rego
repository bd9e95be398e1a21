package seawall.ingress.backend_unverified

import data.lib.seawall.ingresses
import data.lib.seawall.report

violation contains report.at(["metadata", "annotations", key], [], message) if {
	protocol := upper(ingresses.annotation(ingresses.nginx("backend-protocol")))
	protocol in {"HTTPS", "GRPCS"}
	not ingresses.says(ingresses.nginx("proxy-ssl-verify"), "on")
	not ingresses.says(ingresses.nginx("ssl-passthrough"), "true")
	message := sprintf("the backend speaks %s, and its certificate is not checked", [protocol])
}

key := ingresses.nginx("proxy-ssl-verify") if {
	ingresses.nginx("proxy-ssl-verify") in ingresses.annotation_keys
} else := ingresses.nginx("backend-protocol")
