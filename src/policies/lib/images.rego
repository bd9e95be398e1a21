# The parts of image references; the registry and library/ are filled in as container runtimes do.
package lib.seawall.images

import data.lib.seawall.pods

# https://github.com/distribution/reference/blob/v0.6.0/reference.go
reference := concat("", [
	`^(?:([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?)/)?`,
	`([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)`,
	`(?::([\w][\w.-]{0,127}))?`,
	`(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
])

# Undefined for what no runtime accepts; a tag or digest that is not there is empty.
parse(text) := {"registry": registry, "repository": repository, "tag": match[3], "digest": match[4]} if {
	count(text) <= 1024
	match := regex.find_all_string_submatch_n(reference, text, 1)[0]
	not is_bad_folder(match[1])
	registry := registry_of(match[1])
	repository := repository_of(registry, match[1], match[2])
}

# A first part is a registry only with a dot, a port, or as localhost: team/web is docker.io/team/web.
is_registry(first) if regex.match(`[.:]`, first)

is_registry(first) if first == "localhost"

is_bad_folder(first) if {
	not is_registry(first)
	first != lower(first)
}

registry_of(first) := first if {
	is_registry(first)
} else := "docker.io"

repository_of(registry, first, rest) := path if {
	path := path_of(first, rest)
	contains(path, "/")
} else := concat("/", ["library", rest]) if {
	registry == "docker.io"
} else := rest

path_of(first, rest) := rest if {
	is_registry(first)
} else := rest if {
	first == ""
} else := concat("/", [first, rest])

# Every container with an image that runtimes accept.
used contains use if {
	some container in pods.containers
	image := container.spec.image
	is_string(image)
	use := {"container": container, "image": image, "parts": parse(image), "path": array.concat(container.path, ["image"])}
}

is_latest(parts) if parts.tag in {"", "latest"}

last_name(parts) := names[count(names) - 1] if names := split(parts.repository, "/")
