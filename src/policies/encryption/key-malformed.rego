package seawall.encryption.key_malformed

import data.lib.seawall.encryption
import data.lib.seawall.report

# Lengths in bytes that each provider takes.
lengths := {"aescbc": [16, 24, 32], "aesgcm": [16, 24, 32], "secretbox": [32]}

violation contains report.at(key.path, [], sprintf("%s is no base64", [key.of])) if {
	some key in encryption.keys
	lengths[key.provider]
	not is_base64(key.secret)
}

violation contains report.at(key.path, [], sprintf("%s is %d bytes long and must be %s", [key.of, size, concat(", ", wanted)])) if {
	some key in encryption.keys
	is_base64(key.secret)
	size := bytes(key.secret)
	not size in lengths[key.provider]
	wanted := [sprintf("%d", [length]) | some length in lengths[key.provider]]
	count(wanted) > 0
}

is_base64(text) if {
	regex.match(`^[A-Za-z0-9+/]+={0,2}$`, text)
	count(text) % 4 == 0
}

# Three bytes for four characters, less one for each sign of padding.
bytes(text) := ((count(text) / 4) * 3) - strings.count(text, "=")
