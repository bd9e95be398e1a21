package seawall.secret.wrong_type

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

# https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
types := [
	{"keys": [".dockerconfigjson"], "type": "kubernetes.io/dockerconfigjson"},
	{"keys": [".dockercfg"], "type": "kubernetes.io/dockercfg"},
	{"keys": ["tls.crt", "tls.key"], "type": "kubernetes.io/tls"},
	{"keys": ["ssh-privatekey"], "type": "kubernetes.io/ssh-auth"},
]

present := {key | some field in ["data", "stringData"]; some key, _ in fields.record_at(manifest.root, [field])}

fitting := [type | some type in types; every key in type.keys { key in present }][0]

violation contains report.at(["type"], [], message) if {
	manifest.group_kind == "/Secret"
	fields.text_or_empty(manifest.root, ["type"]) in {"", "Opaque"}
	message := sprintf("%s in a Secret of type Opaque; %s is the type for it", [concat(" and ", fitting.keys), fitting.type])
}
