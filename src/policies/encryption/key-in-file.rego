package seawall.encryption.key_in_file

import data.lib.seawall.encryption
import data.lib.seawall.report

violation contains report.at(key.path, [], sprintf("%s stands here in clear", [key.of])) if {
	some key in encryption.keys
}
