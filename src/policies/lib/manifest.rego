# The object that is judged.
package lib.seawall.manifest

import data.lib.seawall.fields
import data.lib.seawall.source

# The API server takes a field without a value for one that is not there.
nulls := [keys |
	walk(source.manifest, [path, value])
	is_null(value)
	count(path) > 0
	is_string(path[count(path) - 1])
	keys := [sprintf("%v", [step]) | some step in path]
]

root := json.remove(source.manifest, nulls) if {
	count(nulls) > 0
} else := source.manifest

api_version := fields.text_at(root, ["apiVersion"])

kind := fields.text_at(root, ["kind"])

group := split(api_version, "/")[0] if {
	contains(api_version, "/")
} else := ""

# The group, empty for the core, and the kind: "apps/Deployment", "/Service".
group_kind := concat("/", [group, kind])

default name := ""

name := found if {
	found := fields.text_at(root, ["metadata", "name"])
	found != ""
} else := concat("", [prefix, "*"]) if {
	prefix := fields.text_at(root, ["metadata", "generateName"])
	prefix != ""
}

# Undefined where the manifest names none.
namespace := fields.text_at(root, ["metadata", "namespace"])

labels := fields.record_at(root, ["metadata", "labels"])

annotations := fields.record_at(root, ["metadata", "annotations"])
