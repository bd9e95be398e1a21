package bench.text

findings contains msg if {
	some container in input.containers
	not regex.match(`^[a-z0-9.-]+(:[0-9]+)?/[a-z0-9._/-]+(:[\w][\w.-]{0,127})?(@sha256:[a-f0-9]{64})?$`, container.image)
	msg := sprintf("%v: %q is no full image name", [container.name, container.image])
}

findings contains msg if {
	some container in input.containers
	some variable in container.env
	regex.match(`(?i)(passw(or)?d|secret|token|api[_-]?key)`, variable.name)
	not startswith(variable.value, "/run/secrets/")
	msg := sprintf("%v: %v holds a credential of %d characters", [container.name, lower(variable.name), count(variable.value)])
}

findings contains msg if {
	some container in input.containers
	parts := split(container.image, ":")
	tag := parts[count(parts) - 1]
	lower(trim_space(tag)) in {"latest", "edge", "dev"}
	msg := concat("", [upper(container.name), ": tag ", tag, " moves; ", replace(container.image, tag, "1.2.3")])
}
