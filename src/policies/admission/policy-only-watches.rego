package seawall.admission.policy_only_watches

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

kinds := {
	"admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
	"kyverno.io/ClusterPolicy",
	"kyverno.io/Policy",
}

policy := manifest.root if manifest.group_kind in kinds

violation contains report.at(["spec", "validationActions"], [], sprintf("the actions are %s", [concat(" and ", actions)])) if {
	actions := fields.list_at(policy, ["spec", "validationActions"])
	count(actions) > 0
	not "Deny" in actions
}

violation contains report.at(["spec", "validationFailureAction"], [], sprintf("the action is %s", [action])) if {
	action := fields.text_at(policy, ["spec", "validationFailureAction"])
	lower(action) == "audit"
}
