package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"sente/internal/fault"
)

// schemas is where an operation keeps the registry for its refusals.
const schemas = "schemas"

// checkPatch refuses a change of fields whose members do not fit their type's
// schema: unknown members, wrong types, texts that are too long, numbers out of
// range and values off a list, each named by its path. Null clears and fits.
func checkPatch(r huma.Registry, t reflect.Type, patch []byte) error {
	var given map[string]any
	if err := json.Unmarshal(patch, &given); err != nil || given == nil {
		return fault.New(fault.Unparsable, "body_unreadable").Because(err)
	}
	whole := resolved(r, r.Schema(t, false, ""))
	var bad []*fault.Error
	for _, name := range slices.Sorted(maps.Keys(given)) {
		member := whole.Properties[name]
		if member == nil {
			bad = append(bad, fault.New(fault.Invalid, "field_unknown").At(name))
			continue
		}
		if given[name] == nil {
			continue
		}
		found, path := &huma.ValidateResult{}, huma.NewPathBuffer([]byte(name), len(name))
		huma.Validate(r, member, path, huma.ModeWriteToServer, given[name], found)
		for _, err := range found.Errors {
			var detail *huma.ErrorDetail
			if errors.As(err, &detail) {
				bad = append(bad, refusal(r, whole, detail))
			}
		}
	}
	return fault.Join(bad)
}

// refusal turns what huma found into a fault with our code. In a body of schema
// s it also tells the whole range of a number; s may be nil.
func refusal(r huma.Registry, s *huma.Schema, detail *huma.ErrorDetail) *fault.Error {
	at, message := fieldPath(detail.Location), detail.Message
	e := fault.New(fault.Invalid, codeOf(message)).At(at)
	var limit int
	var name string
	switch e.Code {
	case "missing":
		_, _ = fmt.Sscanf(message, validation.MsgExpectedRequiredProperty, &name)
		if at == "body" {
			return e.At(name)
		}
		return e.At(at + "." + name)
	case "too_long":
		_, _ = fmt.Sscanf(message, validation.MsgExpectedMaxLength, &limit)
		return e.With("limit", limit)
	case "too_many":
		_, _ = fmt.Sscanf(message, validation.MsgExpectedMaxItems, &limit)
		return e.With("limit", limit)
	case "out_of_range":
		if n := schemaAt(r, s, at); n != nil && n.Minimum != nil && n.Maximum != nil {
			return e.With("min", *n.Minimum).With("max", *n.Maximum)
		}
		return outOfOne(e, message)
	}
	return e.With("why", message)
}

// outOfOne is the refusal of a number that has one bound.
func outOfOne(e *fault.Error, message string) *fault.Error {
	var bound float64
	if n, _ := fmt.Sscanf(message, validation.MsgExpectedMinimumNumber, &bound); n == 1 {
		e.Code = "too_small"
	} else {
		e.Code = "too_large"
		_, _ = fmt.Sscanf(message, validation.MsgExpectedMaximumNumber, &bound)
	}
	return e.With("limit", bound)
}

// codeOf is the code for a message of huma, "value_invalid" for those that say
// no more than that.
func codeOf(message string) string {
	for _, x := range []struct{ message, code string }{
		{validation.MsgUnexpectedProperty, "field_unknown"}, {validation.MsgExpectedBoolean, "wrong_type"},
		{validation.MsgExpectedString, "wrong_type"}, {validation.MsgExpectedInteger, "wrong_type"},
		{validation.MsgExpectedNumber, "wrong_type"}, {validation.MsgExpectedArray, "wrong_type"},
		{validation.MsgExpectedObject, "wrong_type"},
	} {
		if message == x.message {
			return x.code
		}
	}
	for _, x := range []struct{ message, code string }{
		{validation.MsgExpectedMaxLength, "too_long"}, {validation.MsgExpectedMaxItems, "too_many"},
		{validation.MsgExpectedRequiredProperty, "missing"},
		{validation.MsgExpectedMinimumNumber, "out_of_range"},
		{validation.MsgExpectedMaximumNumber, "out_of_range"},
	} {
		if start, _, _ := strings.Cut(x.message, "%"); strings.HasPrefix(message, start) {
			return x.code
		}
	}
	return "value_invalid"
}

// schemaAt finds the schema of a field by its path; nil when there is none.
func schemaAt(r huma.Registry, s *huma.Schema, path string) *huma.Schema {
	for _, name := range strings.FieldsFunc(path, func(c rune) bool { return c == '.' || c == '[' }) {
		if s = resolved(r, s); s == nil {
			return nil
		}
		if strings.HasSuffix(name, "]") {
			s = s.Items
			continue
		}
		others, _ := s.AdditionalProperties.(*huma.Schema)
		s = cmp.Or(s.Properties[name], others)
	}
	return resolved(r, s)
}

func resolved(r huma.Registry, s *huma.Schema) *huma.Schema {
	for r != nil && s != nil && s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	return s
}

// bodyOf is the schema of the JSON body that a request is to have, nil when
// there is none.
func bodyOf(ctx huma.Context) (huma.Registry, *huma.Schema) {
	if ctx == nil || ctx.Operation() == nil || ctx.Operation().RequestBody == nil {
		return nil, nil
	}
	r, _ := ctx.Operation().Metadata[schemas].(huma.Registry)
	if media := ctx.Operation().RequestBody.Content["application/json"]; media != nil {
		return r, media.Schema
	}
	return r, nil
}

// idSchema stands for record.ID in the OpenAPI document.
type idSchema struct{}

// Schema is a decimal text of at most 19 digits, for huma; "" is none.
func (idSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^([1-9][0-9]{0,18})?$`, PatternDescription: "an id"}
}
