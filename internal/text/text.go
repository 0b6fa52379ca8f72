// Package text is the catalogue of every text that people read: zh.json and
// en.json, flat maps from a dotted key to a text with {name} placeholders. The
// browser imports the same two files. Start with In.
package text

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed zh.json
var zhJSON []byte

//go:embed en.json
var enJSON []byte

// The languages of the catalogue.
const (
	Chinese = "zh"
	English = "en"
)

// Catalogue answers texts in one language and falls back to the other one.
type Catalogue struct {
	lang  string
	own   map[string]string
	other map[string]string
}

// In returns the catalogue of a language tag: "zh", "zh-CN", "en-GB". Every tag
// that is not Chinese gets English; "" gets Chinese, the language of the house.
func In(lang string) Catalogue {
	all := load()
	lang = strings.ToLower(lang)
	if lang == "" || lang == Chinese || strings.HasPrefix(lang, Chinese+"-") {
		return Catalogue{lang: Chinese, own: all.zh, other: all.en}
	}
	return Catalogue{lang: English, own: all.en, other: all.zh}
}

// Lang is the language of the catalogue: Chinese or English.
func (c Catalogue) Lang() string { return c.lang }

// Has reports whether either language knows the key.
func (c Catalogue) Has(key string) bool {
	_, own := c.own[key]
	_, other := c.other[key]
	return own || other
}

// Get returns the text of key with its {name} placeholders filled from params.
// A key unknown here is looked up in the other language; a key unknown there
// too is returned itself. A placeholder without a parameter stays as written.
// Slices of strings are joined as a list of the language.
func (c Catalogue) Get(key string, params map[string]any) string {
	s, ok := c.own[key]
	if !ok {
		if s, ok = c.other[key]; !ok {
			return key
		}
	}
	if len(params) == 0 || !strings.Contains(s, "{") {
		return s
	}
	return c.fill(s, params)
}

// Keys returns the keys of the language itself, sorted.
func (c Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.own)) }

// Placeholders lists the {name} placeholders of a text in order of appearance.
func Placeholders(s string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(s, "{")
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return names
		}
		names = append(names, name)
		s = after
	}
}

func (c Catalogue) fill(s string, params map[string]any) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return out.String() + "{" + rest
		}
		if value, known := params[name]; known {
			out.WriteString(c.write(value))
		} else {
			out.WriteString("{" + name + "}")
		}
		s = after
	}
}

// Word is a parameter that has a text of its own in the catalogue.
type Word interface{ TextKey() string }

func (c Catalogue) write(value any) string {
	list, ok := value.([]string)
	if word, is := value.(Word); is {
		return c.Get(word.TextKey(), nil)
	}
	switch {
	case ok && c.lang == Chinese:
		return strings.Join(list, "、")
	case ok:
		return strings.Join(list, ", ")
	default:
		return fmt.Sprint(value)
	}
}

type languages struct{ zh, en map[string]string }

// load reads the embedded files once. They are part of the program, and a test
// reads them too: a fault in them cannot reach a user.
var load = sync.OnceValue(func() languages {
	return languages{zh: parse(zhJSON), en: parse(enJSON)}
})

func parse(b []byte) map[string]string {
	texts := map[string]string{}
	if err := json.Unmarshal(b, &texts); err != nil {
		panic("text: an embedded catalogue is not a flat JSON object of texts: " + err.Error())
	}
	return texts
}
