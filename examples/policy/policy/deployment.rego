# What every Deployment must say of itself.
package main

deny contains msg if {
	input.kind == "Deployment"
	some container in input.spec.template.spec.containers
	not runs_as_user(container)
	msg := sprintf("Deployment %s: container %s may run as root", [input.metadata.name, container.name])
}

deny contains msg if {
	input.kind == "Deployment"
	some label in ({"app.kubernetes.io/name", "owner"} - object.keys(input.spec.template.metadata.labels))
	msg := sprintf("Deployment %s: pods have no label %s", [input.metadata.name, label])
}

warn contains msg if {
	input.kind == "Deployment"
	input.spec.replicas < 2
	msg := sprintf("Deployment %s: one pod is none while its node restarts", [input.metadata.name])
}

runs_as_user(container) if container.securityContext.runAsNonRoot

runs_as_user(container) if {
	not container.securityContext
	input.spec.template.spec.securityContext.runAsNonRoot
}
