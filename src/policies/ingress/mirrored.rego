package seawall.ingress.mirrored

import data.lib.seawall.ingresses
import data.lib.seawall.report

annotation := ingresses.nginx("mirror-target")

violation contains report.at(["metadata", "annotations", annotation], [], sprintf("every request is copied to %s", [shown])) if {
	target := ingresses.annotation(annotation)
	target != ""
	shown := regex.split(`\s`, regex.replace(target, `//[^/@\s]*@`, "//"))[0]
}
