package seawall.admission_config.image_policy_default_allow

import data.lib.seawall.admission_files
import data.lib.seawall.report

violation contains report.at(["plugins", index, "configuration", "imagePolicy", "defaultAllow"], [], "defaultAllow is true") if {
	some index, plugin in admission_files.plugins
	plugin.name == "ImagePolicyWebhook"
	plugin.configuration.imagePolicy.defaultAllow == true
}
