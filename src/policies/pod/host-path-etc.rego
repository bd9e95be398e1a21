package seawall.pod.host_path_etc

import data.lib.seawall.host_paths

# Files that say what the machine is and hold nothing secret.
harmless := concat("", [
	`^/etc/(?:localtime|timezone|os-release|machine-id|resolv\.conf|hostname`,
	`|ssl/certs(?:/\S*)?|ca-certificates(?:/\S*)?|pki/ca-trust(?:/\S*)?)$`,
])

violation contains host_paths.at(place) if {
	some place in host_paths.found
	place.group == "etc"
	not is_harmless(place)
}

is_harmless(place) if {
	not place.is_writable
	regex.match(harmless, place.path)
}
