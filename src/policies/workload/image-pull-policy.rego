package seawall.workload.image_pull_policy

import data.lib.seawall.images
import data.lib.seawall.report

# What the API server makes of a policy that is not set.
policy(use) := declared if {
	declared := use.container.spec.imagePullPolicy
} else := "Always" if {
	images.is_latest(use.parts)
} else := "IfNotPresent"

field(use) := "imagePullPolicy" if {
	use.container.spec.imagePullPolicy
} else := "image"

how := {"Never": "never"}

message(use) := sprintf("image %s is pulled %s%s", [
	use.image,
	object.get(how, policy(use), "only where it is not present"),
	object.get({"image": ", the default for its tag"}, field(use), ""),
])

found contains use if {
	some use in images.used
	use.parts.digest == ""
	policy(use) != "Always"
}

# Worst where the name is known to move; a version that nobody moves is the usual case.
violation contains report.graded("medium", use.container.path, [field(use)], message(use)) if {
	some use in found
	images.is_latest(use.parts)
}

violation contains report.graded("low", use.container.path, [field(use)], message(use)) if {
	some use in found
	not images.is_latest(use.parts)
	policy(use) == "Never"
}

violation contains report.at(use.container.path, [field(use)], message(use)) if {
	some use in found
	not images.is_latest(use.parts)
	policy(use) != "Never"
}
