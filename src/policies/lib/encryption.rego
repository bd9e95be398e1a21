# Entries of an EncryptionConfiguration, with their providers in order.
package lib.seawall.encryption

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.source

# As it is written: a provider without settings has none, and is there all the same.
configuration := source.manifest if manifest.group_kind == "apiserver.config.k8s.io/EncryptionConfiguration"

entries := [{"resources": fields.list_at(entry, ["resources"]), "providers": providers(entry)} |
	some entry in fields.list_at(configuration, ["resources"])
]

providers(entry) := [{"kind": kind, "settings": fields.record_at(provider, [kind])} |
	some provider in fields.list_at(entry, ["providers"])
	kind := kind_of(provider)
]

kind_of(provider) := kind if {
	kind := [name | some name, _ in provider][0]
} else := ""

# Keys that stand in the file as they are, with their places.
keys contains key if {
	some index, entry in entries
	some at, provider in entry.providers
	some number, value in fields.list_at(provider.settings, ["keys"])
	secret := fields.text_at(value, ["secret"])
	secret != ""
	not regex.match(`[<{$]`, secret)
	key := {
		"path": ["resources", index, "providers", at, provider.kind, "keys", number, "secret"],
		"of": sprintf("key %v of %s", [key_name(value, number), provider.kind]),
		"provider": provider.kind,
		"secret": secret,
	}
}

key_name(value, number) := name if {
	name := fields.text_at(value, ["name"])
} else := number
