package seawall.ingress.host_without_tls

import data.lib.seawall.fields
import data.lib.seawall.ingresses
import data.lib.seawall.report

entries := [entry | some entry in ingresses.tls; is_object(entry)]

hosts contains host if {
	some entry in entries
	some host in fields.list_at(entry, ["hosts"])
}

# An entry without hosts covers them all.
covers_all if {
	some entry in entries
	count(fields.list_at(entry, ["hosts"])) == 0
}

violation contains report.at(["spec", "rules", index, "host"], [], sprintf("no TLS entry covers %s", [host])) if {
	count(entries) > 0
	not covers_all
	some index, rule in ingresses.rules
	host := fields.text_at(rule, ["host"])
	not host in hosts
	not regex.replace(host, `^[^.]+`, "*") in hosts
}
