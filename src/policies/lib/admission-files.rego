# Configuration of admission plugins, of its own or inside that of all plugins.
package lib.seawall.admission_files

import data.lib.seawall.fields
import data.lib.seawall.manifest

configuration := manifest.root if manifest.group_kind == "apiserver.config.k8s.io/AdmissionConfiguration"

plugins := fields.list_at(configuration, ["plugins"])

pod_security contains {"path": [], "value": manifest.root} if {
	manifest.group_kind == "pod-security.admission.config.k8s.io/PodSecurityConfiguration"
}

pod_security contains {"path": ["plugins", index, "configuration"], "value": plugin.configuration} if {
	some index, plugin in plugins
	plugin.name == "PodSecurity"
	is_object(plugin.configuration)
}
