# Linux capabilities as container runtimes read them: in any case, with or without CAP_.
package lib.seawall.capabilities

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

# What container runtimes grant by themselves; to add one of these again changes nothing.
defaults := {
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT",
}

name_of(text) := trim_prefix(upper(text), "CAP_")

# Each added capability, with the container and the place.
added contains entry if {
	some container in pods.containers
	some index, text in fields.list_at(container.spec, ["securityContext", "capabilities", "add"])
	entry := {"container": container, "index": index, "name": name_of(text)}
}

adds(container, name) if {
	some text in fields.list_at(container.spec, ["securityContext", "capabilities", "add"])
	name_of(text) == name
}

# Whether a container drops a capability, by name or with all others.
drops(container, name) if {
	some text in fields.list_at(container.spec, ["securityContext", "capabilities", "drop"])
	name_of(text) in {"ALL", name}
}

found(entry) := report.at(
	entry.container.path,
	["securityContext", "capabilities", "add", entry.index],
	sprintf("container %s adds the capability %s", [entry.container.name, entry.name]),
)
