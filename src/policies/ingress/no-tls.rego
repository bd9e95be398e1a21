package seawall.ingress.no_tls

import data.lib.seawall.ingresses
import data.lib.seawall.report

# Annotations by which controllers take a certificate from elsewhere, or hand the connection on as it is.
elsewhere := concat("|", [
	`^alb\.ingress\.kubernetes\.io/certificate-arn$`,
	`^networking\.gke\.io/managed-certificates$`,
	`^ingress\.gcp\.kubernetes\.io/pre-shared-cert$`,
	`^appgw\.ingress\.kubernetes\.io/(?:appgw-ssl-certificate|appgw-ssl-profile)$`,
	`^route\.openshift\.io/termination$`,
])

# Those that do so by one of their values.
elsewhere_by_value := [
	[`^(?:nginx\.ingress|ingress)\.kubernetes\.io/ssl-passthrough$`, `^true$`],
	[`^haproxy(?:\.org|-ingress\.github\.io)/ssl-passthrough$`, `^true$`],
	[`^traefik\.ingress\.kubernetes\.io/router\.tls$`, `^true$`],
	[`^alb\.ingress\.kubernetes\.io/listen-ports$`, `"HTTPS"`],
]

violation contains report.at(["spec", "tls"], [], "no TLS is set up") if {
	ingresses.ingress
	count(ingresses.tls) == 0
	not is_elsewhere
}

is_elsewhere if {
	some key in ingresses.annotation_keys
	regex.match(elsewhere, key)
}

is_elsewhere if {
	some key in ingresses.annotation_keys
	some [pattern, wanted] in elsewhere_by_value
	regex.match(pattern, key)
	regex.match(wanted, ingresses.annotation(key))
}
