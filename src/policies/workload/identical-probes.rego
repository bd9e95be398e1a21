package seawall.workload.identical_probes

import data.lib.seawall.pods
import data.lib.seawall.report

# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe
defaults := {"initialDelaySeconds": 0, "timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}

violation contains report.at(container.path, ["livenessProbe"], message) if {
	some container in pods.containers
	{"livenessProbe", "readinessProbe"} & object.keys(container.spec) == {"livenessProbe", "readinessProbe"}
	liveness := object.union(defaults, container.spec.livenessProbe)
	liveness == object.union(defaults, container.spec.readinessProbe)
	message := sprintf("both probes of container %s are the same", [container.name])
}
