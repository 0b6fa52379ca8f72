package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"sente/internal/sales/calendar"
	"sente/internal/sales/money"
)

// A plan ties the columns of a struct to its fields: once per type, from the
// tags. `db:"name"` is a plain column, `db:"name,json"` a value kept as JSON
// text, and a *money.Amount with `db:"amount"` the two columns amount_minor and
// amount_currency. `db:"name,secret"` is never kept in events. Embedded structs
// are walked into.
type plan struct {
	names  []string
	fields map[string]field
}

// field reaches one column's value inside a struct.
type field struct {
	index  []int
	form   form
	secret bool // never kept in events
}

type form int

const (
	plain form = iota
	asJSON
	moneyMinor
	moneyCurrency
)

var moneyType = reflect.TypeFor[*money.Amount]()

// plans keeps the plans of the types that were read; it belongs to a DB.
type plans struct{ byType sync.Map } // reflect.Type -> *plan

func (c *plans) of(t reflect.Type) *plan {
	if p, ok := c.byType.Load(t); ok {
		return p.(*plan)
	}
	got, _ := c.byType.LoadOrStore(t, newPlan(t))
	return got.(*plan)
}

func newPlan(t reflect.Type) *plan {
	p := &plan{fields: map[string]field{}}
	p.walk(t, nil)
	return p
}

func (p *plan) walk(t reflect.Type, at []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int{}, at...), i)
		tag := f.Tag.Get("db")
		if f.Anonymous && tag == "" {
			p.walk(f.Type, index)
			continue
		}
		if tag == "" || tag == "-" {
			continue
		}
		name, option, _ := strings.Cut(tag, ",")
		switch {
		case f.Type == moneyType:
			p.add(name+"_minor", field{index: index, form: moneyMinor})
			p.add(name+"_currency", field{index: index, form: moneyCurrency})
		case strings.HasPrefix(option, "json"):
			p.add(name, field{index: index, form: asJSON, secret: strings.HasSuffix(option, ",secret")})
		default:
			p.add(name, field{index: index, secret: option == "secret"})
		}
	}
}

func (p *plan) add(name string, f field) {
	p.names = append(p.names, name)
	p.fields[name] = f
}

// named are the fields of columns.
func (p *plan) named(columns []string) []field {
	out := make([]field, len(columns))
	for i, n := range columns {
		f, ok := p.fields[n]
		if !ok {
			panic("store: column " + n + " has no field among " + strings.Join(p.names, ", "))
		}
		out[i] = f
	}
	return out
}

// value is what goes into the column.
func (f field) value(row reflect.Value) any {
	v := row.FieldByIndex(f.index)
	switch f.form {
	case asJSON:
		return jsonText(v.Interface())
	case moneyMinor:
		if a := v.Interface().(*money.Amount); a != nil {
			return a.Minor
		}
		return nil
	case moneyCurrency:
		if a := v.Interface().(*money.Amount); a != nil {
			return a.Currency
		}
		return nil
	}
	if k := v.Kind(); k == reflect.String {
		return v.String()
	}
	return v.Interface()
}

// columnType is the type that the column has in the database, of a struct row.
func (f field) columnType(row reflect.Type) string {
	switch f.form {
	case asJSON, moneyCurrency:
		return "TEXT"
	case moneyMinor:
		return "BIGINT"
	}
	t := row.FieldByIndex(f.index).Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t.Kind() == reflect.String, t == reflect.TypeFor[calendar.Day]():
		return "TEXT"
	case t.Kind() == reflect.Bool:
		return "BOOLEAN"
	case t.Kind() == reflect.Float64:
		return "DOUBLE PRECISION"
	}
	return "BIGINT"
}

// target is where Scan puts the column.
func (f field) target(row reflect.Value) any {
	v := row.FieldByIndex(f.index)
	switch f.form {
	case asJSON:
		return &jsonCell{v.Addr().Interface()}
	case moneyMinor, moneyCurrency:
		return &moneyCell{v.Addr().Interface().(**money.Amount), f.form}
	}
	if v.Kind() == reflect.String {
		return &textCell{v}
	}
	return v.Addr().Interface()
}

// textCell reads NULL as "".
type textCell struct{ to reflect.Value }

func (c *textCell) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		c.to.SetString("")
	case string:
		c.to.SetString(x)
	case []byte:
		c.to.SetString(string(x))
	default:
		return fmt.Errorf("a text was expected, not %T", v)
	}
	return nil
}

type jsonCell struct{ to any }

func (c *jsonCell) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		return nil
	case string:
		return c.read([]byte(x))
	case []byte:
		return c.read(x)
	}
	return errors.New("a JSON text was expected")
}

func (c *jsonCell) read(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	return json.Unmarshal(b, c.to)
}

type moneyCell struct {
	to   **money.Amount
	form form
}

func (c *moneyCell) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		return nil
	case int64:
		*c.to = &money.Amount{Minor: x}
	case string:
		if *c.to != nil {
			(*c.to).Currency = x
		}
	default:
		return fmt.Errorf("an amount was expected, not %T", v)
	}
	return nil
}

// jsonText is v as JSON text, nil for an empty map, slice or nil pointer.
func jsonText(v any) any {
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Invalid:
		return nil
	case reflect.Map, reflect.Slice:
		if rv.Len() == 0 {
			return nil
		}
	case reflect.Pointer:
		if rv.IsNil() {
			return nil
		}
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	if string(b) == "{}" {
		return nil
	}
	return string(b)
}
