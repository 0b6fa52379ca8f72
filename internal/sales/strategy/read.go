package strategy

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"unicode/utf8"

	"sente/internal/fault"
)

// Codes of the faults for which a dossier is refused (dossier.md 15). Field of
// the fault is the path of the member: "influences[1].E".
const (
	NotJSON     = "json"
	Missing     = "missing"
	WrongType   = "type"
	WrongDate   = "date"
	WrongEnum   = "enum"
	WrongRange  = "range"
	DuplicateID = "duplicate_id"
	MultipleEB  = "multiple_eb"
	TooManyVeto = "too_many_veto"
	StageStatus = "stage_status"
)

// ReadDossier reads a dossier from JSON, fills its defaults and checks it. It
// reports the first fault found as a *fault.Error whose code is one of the list
// above and whose field is the path. Unknown members are ignored; null is the
// same as absent.
func ReadDossier(data []byte) (Dossier, error) {
	var d Dossier
	tree, err := parse(data)
	if err != nil {
		return d, err
	}
	if err := readStruct(tree, reflect.ValueOf(&d).Elem(), ""); err != nil {
		return d, err
	}
	return d, d.check()
}

// WriteDossier writes a dossier as JSON; ReadDossier reads it back equal.
func WriteDossier(d *Dossier) ([]byte, error) { return json.Marshal(d) }

// ReadID finds the id of a dossier that may be unsound; false when there is no
// readable one.
func ReadID(data []byte) (string, bool) {
	tree, err := parse(data)
	if err != nil {
		return "", false
	}
	object, _ := tree.(map[string]any)
	id, ok := object["id"].(string)
	return id, ok
}

// parse reads one JSON value and nothing behind it, numbers as their text.
func parse(data []byte) (any, error) {
	if !utf8.Valid(data) {
		return nil, refuse(NotJSON, "")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var tree any
	if dec.Decode(&tree) != nil {
		return nil, refuse(NotJSON, "")
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, refuse(NotJSON, "")
	}
	return tree, nil
}

func refuse(code, path string) error { return fault.New(fault.Invalid, code).At(path) }

// MarshalJSON writes the pair [date, support].
func (o Observation) MarshalJSON() ([]byte, error) { return json.Marshal([]any{o.On, o.Support}) }

// MarshalJSON writes the pair [from, to].
func (e Edge) MarshalJSON() ([]byte, error) { return json.Marshal([]string{e.From, e.To}) }
