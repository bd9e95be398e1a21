package seawall.admission_config.image_policy_cache

import data.lib.seawall.admission_files
import data.lib.seawall.fields
import data.lib.seawall.report

violation contains report.at(["plugins", index, "configuration", "imagePolicy", "allowTTL"], [], message) if {
	some index, plugin in admission_files.plugins
	plugin.name == "ImagePolicyWebhook"
	seconds := fields.number_at(plugin, ["configuration", "imagePolicy", "allowTTL"])
	seconds > 900
	message := sprintf("an allowed image stays allowed for %v seconds", [seconds])
}
