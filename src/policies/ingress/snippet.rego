package seawall.ingress.snippet

import data.lib.seawall.ingresses
import data.lib.seawall.report

violation contains report.at(["metadata", "annotations", key], [], sprintf("the annotation %s writes into nginx.conf", [key])) if {
	some key in ingresses.annotation_keys
	regex.match(`^nginx\.(?:ingress\.kubernetes\.io|org)/[a-z-]+-snippets?$`, key)
}
