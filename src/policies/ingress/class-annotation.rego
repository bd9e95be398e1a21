package seawall.ingress.class_annotation

import data.lib.seawall.fields
import data.lib.seawall.ingresses
import data.lib.seawall.report

annotation := "kubernetes.io/ingress.class"

violation contains report.at(["metadata", "annotations", annotation], [], message) if {
	name := ingresses.annotation(annotation)
	message := sprintf("the class %s is set by annotation%s", [name, beside])
}

beside := sprintf(", beside ingressClassName %s, which the API server refuses in a new Ingress", [class]) if {
	class := fields.text_at(ingresses.ingress, ["spec", "ingressClassName"])
} else := ""
