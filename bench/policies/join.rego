package bench.join

# Pods of each Service, joined by a key that both sides have.
pods_by_app[pod.app] contains pod.name if some pod in data.pods

exposed := {service.name: names |
	some service in data.services
	names := pods_by_app[service.app]
}

answer := {"services": count(exposed), "pods": sum([count(names) | some names in exposed])}
