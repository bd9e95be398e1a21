package seawall.service_account.default_automount

import data.lib.seawall.accounts
import data.lib.seawall.report

violation contains report.at(["automountServiceAccountToken"], [], message) if {
	accounts.default_account
	not accounts.default_account.automountServiceAccountToken == false
	message := "the default service account does not decline to have its token mounted"
}
