# Parts of values of any shape: what is not there, or is something else, is empty or undefined and never an error.
package lib.seawall.fields

list_at(value, path) := found if {
	found := object.get(value, path, [])
	is_array(found)
} else := []

record_at(value, path) := found if {
	found := object.get(value, path, {})
	is_object(found)
} else := {}

text_at(value, path) := found if {
	found := object.get(value, path, false)
	is_string(found)
}

number_at(value, path) := found if {
	found := object.get(value, path, false)
	is_number(found)
}

# The text at a path, empty where there is none.
text_or_empty(value, path) := found if {
	found := text_at(value, path)
} else := ""

is_set(value, path) if {
	missing := {"missing"}
	object.get(value, path, missing) != missing
}

# A field for a message.
shown(value, field) := object.get(value, field, "undefined")
