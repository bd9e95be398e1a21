package seawall.ingress.source_range_open

import data.lib.seawall.ingresses
import data.lib.seawall.report

annotations := [
	ingresses.nginx("whitelist-source-range"),
	ingresses.nginx("allowlist-source-range"),
	"haproxy.org/allow-list",
	"haproxy-ingress.github.io/allowlist-source-range",
	"alb.ingress.kubernetes.io/inbound-cidrs",
]

violation contains report.at(["metadata", "annotations", key], [], sprintf("the source range %s is everyone", [open])) if {
	some key in annotations
	ranges := [trim_space(range) | some range in split(ingresses.annotation(key), ",")]
	open := [range | some range in ranges; endswith(range, "/0")][0]
}
