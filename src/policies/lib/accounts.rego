# Service accounts that pods get without asking.
package lib.seawall.accounts

import data.lib.seawall.manifest

account := manifest.root if manifest.group_kind == "/ServiceAccount"

default_account := account if manifest.name == "default"
