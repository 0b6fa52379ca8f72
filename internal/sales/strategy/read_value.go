package strategy

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"

	"sente/internal/sales/calendar"
)

// The reader walks the Go type beside the JSON tree. A field's `json` tag names
// the member, `need` makes it required, `default` fills it when it is absent,
// `min` and `max` limit its numbers. A type with a method Valid is a closed
// list. Structs that are pairs are JSON arrays of their fields.

type closed interface{ Valid() bool }

var (
	closedType = reflect.TypeFor[closed]()
	dayType    = reflect.TypeFor[calendar.Day]()
	pairTypes  = [...]reflect.Type{reflect.TypeFor[Observation](), reflect.TypeFor[Edge]()}
)

func isPair(t reflect.Type) bool { return t == pairTypes[0] || t == pairTypes[1] }

// readStruct fills a struct from an object; nil is an object without members.
func readStruct(tree any, into reflect.Value, path string) error {
	object, ok := tree.(map[string]any)
	if !ok && (tree != nil || path == "") {
		return refuse(WrongType, path)
	}
	t := into.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if err := readMember(object[name], into.Field(i), f.Tag, join(path, name)); err != nil {
			return err
		}
	}
	return nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// readMember fills one field of a struct.
func readMember(tree any, into reflect.Value, tag reflect.StructTag, path string) error {
	if tree == nil {
		if tag.Get("need") != "" {
			return refuse(Missing, path)
		}
		return fillDefault(into, tag, path)
	}
	return readValue(tree, into, tag, path)
}

func fillDefault(into reflect.Value, tag reflect.StructTag, path string) error {
	text := tag.Get("default")
	switch into.Kind() {
	case reflect.Struct:
		return readStruct(nil, into, path)
	case reflect.String:
		into.SetString(text)
	case reflect.Bool:
		into.SetBool(text == "true")
	case reflect.Int:
		n, _ := strconv.ParseInt("0"+text, 10, 64)
		into.SetInt(n)
	}
	return nil
}

// readValue fills a value that is present.
func readValue(tree any, into reflect.Value, tag reflect.StructTag, path string) error {
	if tree == nil {
		return refuse(WrongType, path)
	}
	switch {
	case into.Type() == dayType:
		return readDay(tree, into, path)
	case isPair(into.Type()):
		return readPair(tree, into, tag, path)
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return readValue(tree, into.Elem(), tag, path)
	case reflect.Struct:
		return readStruct(tree, into, path)
	case reflect.Slice:
		return readList(tree, into, tag, path)
	case reflect.Map:
		return readMap(tree, into, tag, path)
	case reflect.String:
		return readText(tree, into, path)
	case reflect.Bool:
		b, ok := tree.(bool)
		into.SetBool(b)
		return unless(ok, WrongType, path)
	}
	return readNumber(tree, into, tag, path)
}

func unless(ok bool, code, path string) error {
	if ok {
		return nil
	}
	return refuse(code, path)
}

func readDay(tree any, into reflect.Value, path string) error {
	text, ok := tree.(string)
	day, err := calendar.ParseDay(text)
	into.SetInt(int64(day))
	return unless(ok && err == nil, WrongDate, path)
}

func readText(tree any, into reflect.Value, path string) error {
	text, ok := tree.(string)
	if !ok {
		return refuse(WrongType, path)
	}
	into.SetString(text)
	return unless(valid(into), WrongEnum, path)
}

// valid reports whether a value is in the closed list of its type, if that has one.
func valid(v reflect.Value) bool {
	if !v.Type().Implements(closedType) {
		return true
	}
	return v.Interface().(closed).Valid()
}

// readNumber fills an int or a float64 within the limits of the tag.
func readNumber(tree any, into reflect.Value, tag reflect.StructTag, path string) error {
	number, ok := tree.(json.Number)
	if !ok {
		return refuse(WrongType, path)
	}
	x, err := strconv.ParseFloat(number.String(), 64)
	if err != nil || math.Abs(x) > hugest {
		return refuse(WrongRange, path)
	}
	if math.Abs(x) < 1/hugest {
		x = 0
	}
	if into.Kind() == reflect.Int && x != math.Trunc(x) {
		return refuse(WrongType, path)
	}
	if limit, err := strconv.ParseFloat(tag.Get("min"), 64); err == nil && x < limit {
		return refuse(WrongRange, path)
	}
	if limit, err := strconv.ParseFloat(tag.Get("max"), 64); err == nil && x > limit {
		return refuse(WrongRange, path)
	}
	if into.Kind() == reflect.Float64 {
		into.SetFloat(x)
		return nil
	}
	if math.Abs(x) > maxWhole {
		return refuse(WrongRange, path)
	}
	into.SetInt(int64(x))
	return unless(valid(into), WrongRange, path)
}

// hugest is the largest number taken, so that no sum or ratio of them overflows;
// what is smaller than its inverse is 0.
const hugest = 1e100

// maxWhole is the largest whole number that JSON readers keep exact.
const maxWhole = 1 << 53

func readList(tree any, into reflect.Value, tag reflect.StructTag, path string) error {
	list, ok := tree.([]any)
	if !ok {
		return refuse(WrongType, path)
	}
	if len(list) == 0 {
		return nil
	}
	into.Set(reflect.MakeSlice(into.Type(), len(list), len(list)))
	for i, item := range list {
		if err := readValue(item, into.Index(i), tag, step(path, i)); err != nil {
			return err
		}
	}
	return nil
}

func step(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// readPair fills the fields of a struct from an array of as many items.
func readPair(tree any, into reflect.Value, tag reflect.StructTag, path string) error {
	pair, ok := tree.([]any)
	if !ok || len(pair) != into.NumField() {
		return refuse(WrongType, path)
	}
	for i, item := range pair {
		if err := readValue(item, into.Field(i), tag, step(path, i)); err != nil {
			return err
		}
	}
	return nil
}

// readMap fills a map; a null value is the same as an absent one.
func readMap(tree any, into reflect.Value, tag reflect.StructTag, path string) error {
	object, ok := tree.(map[string]any)
	if !ok {
		return refuse(WrongType, path)
	}
	for _, name := range sortedKeys(object) {
		key := reflect.New(into.Type().Key()).Elem()
		if !setKey(key, name) {
			return refuse(WrongEnum, join(path, name))
		}
		if object[name] == nil {
			continue
		}
		value := reflect.New(into.Type().Elem()).Elem()
		if err := readValue(object[name], value, tag, join(path, name)); err != nil {
			return err
		}
		if into.IsNil() {
			into.Set(reflect.MakeMap(into.Type()))
		}
		into.SetMapIndex(key, value)
	}
	return nil
}

// setKey sets a map's key from its text; false when it is not in the list.
func setKey(key reflect.Value, text string) bool {
	if key.Kind() == reflect.String {
		key.SetString(text)
		return valid(key)
	}
	n, err := strconv.Atoi(text)
	key.SetInt(int64(n))
	return err == nil && strconv.Itoa(n) == text && valid(key)
}
