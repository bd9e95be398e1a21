# Ingresses of both groups.
package lib.seawall.ingresses

import data.lib.seawall.fields
import data.lib.seawall.manifest

ingress := manifest.root if manifest.group_kind in {"networking.k8s.io/Ingress", "extensions/Ingress"}

# An annotation that is a text; the API server takes no other.
annotation(key) := value if {
	ingress
	value := manifest.annotations[key]
	is_string(value)
}

annotation_keys contains key if {
	ingress
	some key, _ in manifest.annotations
}

# https://github.com/kubernetes/ingress-nginx/blob/main/docs/user-guide/nginx-configuration/annotations.md
nginx(name) := concat("", ["nginx.ingress.kubernetes.io/", name])

# Whether an annotation has a value.
says(key, value) if annotation(key) == value

rules := fields.list_at(ingress, ["spec", "rules"])

tls := fields.list_at(ingress, ["spec", "tls"])
