package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/money"
)

// merge reads a JSON object over the fields of a row: absent members stay, null
// clears. Unknown members and wrong types are refused and leave fields as they
// were.
func merge[T any](fields *T, patch []byte) error {
	next, err := cleared(*fields, patch)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(patch))
	d.DisallowUnknownFields()
	if err := d.Decode(&next); err != nil {
		return badPatch(err)
	}
	*fields = next
	return nil
}

// cleared gives a deep copy of fields without the members that patch sets to
// null, since decoding null leaves plain values alone. Members that are objects
// are replaced whole, not merged.
func cleared[T any](fields T, patch []byte) (T, error) {
	var given map[string]json.RawMessage
	var none T
	if err := json.Unmarshal(patch, &given); err != nil || given == nil {
		return none, fault.New(fault.Unparsable, "body_unreadable").Because(err)
	}
	whole, err := json.Marshal(fields)
	if err != nil {
		return none, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(whole, &members); err != nil {
		return none, err
	}
	for name := range given {
		delete(members, name)
	}
	if whole, err = json.Marshal(members); err != nil {
		return none, err
	}
	var next T
	return next, json.Unmarshal(whole, &next)
}

func badPatch(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fault.New(fault.Invalid, "wrong_type").At(kind.Field)
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fault.New(fault.Invalid, "field_unknown").At(strings.Trim(name, `"`))
	}
	if errors.Is(err, money.ErrRange) {
		return fault.New(fault.Invalid, "out_of_range").With("min", "-10^15").With("max", "10^15")
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fault.New(fault.Unparsable, "body_unreadable").Because(err)
	}
	return fault.New(fault.Invalid, "value_invalid").Because(err)
}
