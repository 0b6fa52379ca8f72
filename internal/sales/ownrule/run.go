package ownrule

import (
	"cmp"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
)

// Names that the checked tree uses and that nobody can write in an expression,
// besides today.
const (
	today   = "today"
	theRun  = "_run"
	fnAt    = "_at"
	fnTruth = "_truth"
	fnKnown = "_known"
	fnSame  = "_same"
	fnOrder = "_order"
	fnSum   = "_sum"
	fnIn    = "_in"
	fnText  = "_text"
	fnLen   = "_len"
	fnReal  = "_real"
	fnDays  = "_days"
	fnDate  = "_date"
	fnList  = "_list"
	fnPay   = "_pay"
)

// function is what the library calls; the arguments are those that the checker
// wrote, of the kinds that it let pass, or nil for unknown.
type function = func(args ...any) (any, error)

func functions() map[string]function {
	return map[string]function{
		fnAt:    func(a ...any) (any, error) { return a[0].(*work).at(a[1], a[2]) },
		fnTruth: func(a ...any) (any, error) { return a[0] == true, nil },
		fnKnown: func(a ...any) (any, error) { return (a[0] == nil) == (a[1] == "=="), nil },
		fnSame:  func(a ...any) (any, error) { return same(a[0], a[1], a[2]), nil },
		fnOrder: func(a ...any) (any, error) { return ordered(a[0], a[1], a[2]), nil },
		fnSum:   func(a ...any) (any, error) { return sum(a[0], a[1], a[2]), nil },
		fnIn:    func(a ...any) (any, error) { return a[0].(*work).in(a[1], a[2]) },
		fnText:  func(a ...any) (any, error) { return a[0].(*work).text(a[1], a[2], a[3]) },
		fnLen:   func(a ...any) (any, error) { return length(a[0]), nil },
		fnReal:  func(a ...any) (any, error) { return float64(a[0].(int)), nil },
		fnDays:  func(a ...any) (any, error) { return sum("-", a[1], a[0]), nil },
		fnDate:  func(a ...any) (any, error) { return calendar.ParseDay(a[0].(string)) },
		fnList:  func(a ...any) (any, error) { return listOf(a[0]), nil },
		fnPay:   func(a ...any) (any, error) { return a[2], a[0].(*work).pay(a[1].(int)) },
	}
}

// work is one evaluation: what it may still cost.
type work struct{ left int }

var errTooMuch = errors.New("too much work")

func (w *work) pay(n int) error {
	if w.left -= n; w.left < 0 {
		return errTooMuch
	}
	return nil
}

// at is a field of a record, an item of a list, an entry of a table; unknown when
// there is none.
func (w *work) at(of, key any) (any, error) {
	if of == nil || key == nil {
		return nil, nil
	}
	if list, ok := of.([]any); ok {
		i, _ := key.(float64)
		if i != math.Trunc(i) || i < 0 || i >= float64(len(list)) {
			return nil, nil
		}
		return list[int(i)], nil
	}
	v := reflect.ValueOf(of)
	name, _ := key.(string)
	if t, ok := of.(table); ok {
		return t.at(w, name), w.pay(1)
	}
	s := known().by[v.Type().Elem()]
	f := s.field(name)
	if f == nil {
		return nil, nil
	}
	out := w.plain(v.Elem().Field(f.index), f.shape)
	if list, ok := out.([]any); ok {
		return out, w.pay(1 + len(list)/8)
	}
	return out, nil
}

// table is a map of the dossier.
type table struct {
	reflect.Value
	*shape
}

func (t table) at(w *work, name string) any {
	key := reflect.New(t.Value.Type().Key()).Elem()
	if key.Kind() == reflect.String {
		key.SetString(name)
	} else {
		n, _ := strconv.Atoi(name)
		key.SetInt(int64(n))
	}
	if v := t.MapIndex(key); v.IsValid() {
		return w.plain(v, t.of)
	}
	if t.of.blank != "" {
		return t.of.blank
	}
	return nil
}

// plain is a value of the dossier as expressions know it: yes or no, a float64, a
// text, a Day, a list, a table, a pointer to a record, or nil for unknown.
func (w *work) plain(v reflect.Value, s *shape) any {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	switch s.kind {
	case YesNo:
		return v.Bool()
	case Number, Date:
		return s.count(v)
	case Text, Stage:
		if x := cmp.Or(v.String(), s.blank); x != "" {
			return x
		}
		return nil
	case List:
		out := make([]any, v.Len())
		for i := range out {
			out[i] = w.plain(v.Index(i), s.of)
		}
		return out
	case Table:
		return table{v, s}
	case Record:
		return v.Addr().Interface()
	}
	return nil
}

// count is a number or a date; nil for unknown.
func (s *shape) count(v reflect.Value) any {
	switch {
	case v.CanFloat():
		return v.Float()
	case v.Int() == 0 && (s.zero || s.kind == Date):
		return nil
	case s.kind == Date:
		return calendar.Day(v.Int())
	}
	return float64(v.Int())
}

func listOf(x any) []any {
	list, _ := x.([]any)
	return list
}

func length(x any) any {
	switch x := x.(type) {
	case []any:
		return float64(len(x))
	case string:
		return float64(len([]rune(x)))
	}
	return 0.0
}

func same(op, a, b any) bool {
	if a == nil || b == nil {
		return false
	}
	x, ok := a.(float64)
	y, also := b.(float64)
	if ok && also {
		return near(x, y) == (op == "==")
	}
	return (a == b) == (op == "==")
}

// near is equality of derived reals: to nine decimals.
func near(x, y float64) bool { return math.Abs(x-y) < 5e-10 }

// rank is the place of a value in its order; false for unknown.
func rank(x any) (float64, bool) {
	switch x := x.(type) {
	case float64:
		return x, true
	case calendar.Day:
		return float64(x), true
	case string:
		n := max(playbook.Stage(x).Order(), playbook.BuyerStage(x).Order())
		return float64(n), n > 0
	}
	return 0, false
}

func ordered(op, a, b any) bool {
	x, ok := rank(a)
	y, also := rank(b)
	if !ok || !also {
		return false
	}
	equal := near(x, y)
	switch op {
	case "<":
		return x < y && !equal
	case "<=":
		return x < y || equal
	case ">":
		return x > y && !equal
	}
	return x > y || equal
}

// sum is arithmetic with numbers and dates; what cannot be worked out is unknown.
func sum(op, a, b any) any {
	x, ok := rank(a)
	y, also := rank(b)
	if !ok || !also {
		return nil
	}
	out := 0.0
	switch op {
	case "+":
		out = x + y
	case "-":
		out = x - y
	case "*":
		out = x * y
	case "/":
		out = x / y
	case "%":
		out = math.Mod(x, y)
	}
	if math.IsNaN(out) || math.IsInf(out, 0) {
		return nil
	}
	_, left := a.(calendar.Day)
	_, right := b.(calendar.Day)
	if !left || right {
		return out
	}
	if last := calendar.MustDay("9999-12-31"); out < 1 || out > float64(last) {
		return nil
	}
	return calendar.Day(out)
}

func (w *work) in(x, of any) (any, error) {
	list := listOf(of)
	if x == nil {
		return false, nil
	}
	return slices.ContainsFunc(list, func(y any) bool { return same("==", x, y) }), w.pay(1 + len(list))
}

// charged is how many bytes of text cost as much as one part of an expression.
const charged = 100

func (w *work) text(op, a, b any) (any, error) {
	x, ok := a.(string)
	y, also := b.(string)
	if !ok || !also {
		return false, nil
	}
	found := false
	switch op {
	case "contains":
		found = strings.Contains(x, y)
	case "startsWith":
		found = strings.HasPrefix(x, y)
	default:
		found = strings.HasSuffix(x, y)
	}
	return found, w.pay(1 + len(x)/charged)
}
