package ownrule

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

// Kind is what sort of value an expression gives.
type Kind string

// The kinds of values.
const (
	YesNo   Kind = "yes_no"
	Number  Kind = "number"
	Text    Kind = "text"
	Date    Kind = "date"
	Stage   Kind = "stage" // a text with an order: S1 before S2, B1 before B2
	List    Kind = "list"
	Record  Kind = "record" // with fields
	Table   Kind = "table"  // by key: info["3"]
	Unknown Kind = "nil"    // written as nil
)

// All lists the kinds.
func (Kind) All() []Kind {
	return []Kind{YesNo, Number, Text, Date, Stage, List, Record, Table, Unknown}
}

// Valid reports whether k is one of the kinds.
func (k Kind) Valid() bool { return slices.Contains(k.All(), k) }

// TextKey is the key of the kind's name in the catalogue.
func (k Kind) TextKey() string { return "rule_kind." + string(k) }

// shape is the type of a value as a rule sees it.
type shape struct {
	kind   Kind
	of     *shape   // of lists and tables: each item
	fields []field  // of records, in their order
	values []string // closed list of a text or a stage; the keys of a table
	zero   bool     // a number whose 0 means unknown
	blank  string   // what the empty text stands for; "": unknown
	sure   bool     // yes or no that an operator gave: never unknown
	says   *string  // a text that stands in the expression itself
}

type field struct {
	name  string
	index int
	*shape
}

func (s *shape) field(name string) *field {
	for i := range s.fields {
		if s.fields[i].name == name {
			return &s.fields[i]
		}
	}
	return nil
}

func (s *shape) names() []string {
	out := make([]string, len(s.fields))
	for i, f := range s.fields {
		out[i] = f.name
	}
	return out
}

// hidden are members of the dossier that no rule may read: who is a hidden coach,
// and what people decided about flags, which would let a rule answer itself.
var hidden = []string{"visibility", "flag_states"}

// shapes are those of the types of the dossier; dossier is that of the whole.
type shapes struct {
	dossier *shape
	by      map[reflect.Type]*shape // of records
}

// known reads the shapes off the Go types of the dossier, once.
var known = sync.OnceValue(func() *shapes {
	s := &shapes{by: map[reflect.Type]*shape{}}
	s.dossier = s.record(reflect.TypeFor[strategy.Dossier]())
	return s
})

func (s *shapes) record(t reflect.Type) *shape {
	if out := s.by[t]; out != nil {
		return out
	}
	out := &shape{kind: Record}
	s.by[t] = out
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		if slices.Contains(hidden, name) || t == reflect.TypeFor[strategy.Dossier]() && name == "id" {
			continue
		}
		out.fields = append(out.fields, field{name, i, s.value(f.Type, f.Tag.Get("min"))})
	}
	return out
}

func (s *shapes) value(t reflect.Type, least string) *shape {
	switch {
	case t == reflect.TypeFor[calendar.Day]():
		return &shape{kind: Date}
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
		return s.record(t.Elem())
	case t.Kind() == reflect.Pointer:
		out := *s.value(t.Elem(), "")
		out.zero = false
		return &out
	}
	switch t.Kind() {
	case reflect.Struct:
		return s.record(t)
	case reflect.Slice:
		return &shape{kind: List, of: s.value(t.Elem(), "")}
	case reflect.Map:
		return &shape{kind: Table, of: s.value(t.Elem(), ""), values: keysOf(t.Key())}
	case reflect.Bool:
		return &shape{kind: YesNo}
	case reflect.String:
		return textShape(t)
	}
	positive := least != "" && least != "0" || t == reflect.TypeFor[influence.Support]()
	return &shape{kind: Number, zero: positive}
}

func textShape(t reflect.Type) *shape {
	out := &shape{kind: Text, values: closedList(t)}
	switch t {
	case reflect.TypeFor[playbook.Stage](), reflect.TypeFor[playbook.BuyerStage](),
		reflect.TypeFor[strategy.DeliveryStage]():
		out.kind = Stage
	case reflect.TypeFor[strategy.InfoStatus]():
		out.blank = string(strategy.InfoUnknown)
	}
	if slices.Contains(out.values, "unknown") {
		out.blank = "unknown"
	}
	return out
}

// closedList are the values of a type with a method All, as texts.
func closedList(t reflect.Type) []string {
	all := reflect.Zero(t).MethodByName("All")
	if !all.IsValid() {
		return nil
	}
	list := all.Call(nil)[0]
	out := make([]string, list.Len())
	for i := range out {
		out[i] = list.Index(i).String()
	}
	return out
}

// keysOf are the keys that a table may have; none for any text.
func keysOf(t reflect.Type) []string {
	if t != reflect.TypeFor[strategy.InfoItem]() {
		return closedList(t)
	}
	out := make([]string, strategy.InfoItems)
	for i := range out {
		out[i] = strconv.Itoa(i + 1)
	}
	return out
}
