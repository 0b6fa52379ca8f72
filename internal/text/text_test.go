package text_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"sente/internal/text"
)

func TestLanguagesHaveTheSameKeys(t *testing.T) {
	zh, en := text.In("zh").Keys(), text.In("en").Keys()
	for _, key := range zh {
		if !slices.Contains(en, key) {
			t.Errorf("%q is in zh.json and not in en.json: add it there", key)
		}
	}
	for _, key := range en {
		if !slices.Contains(zh, key) {
			t.Errorf("%q is in en.json and not in zh.json: add it there", key)
		}
	}
}

func TestTextsAgree(t *testing.T) {
	zh, en := text.In("zh"), text.In("en")
	for _, key := range zh.Keys() {
		a, b := zh.Get(key, nil), en.Get(key, nil)
		for lang, s := range map[string]string{"zh": a, "en": b} {
			if strings.TrimSpace(s) != s || s == "" {
				t.Errorf("%s.json %q: %q is empty or has blanks around it", lang, key, s)
			}
			if strings.Count(s, "{") != strings.Count(s, "}") {
				t.Errorf("%s.json %q: %q has an unpaired brace", lang, key, s)
			}
		}
		pa, pb := text.Placeholders(a), text.Placeholders(b)
		slices.Sort(pa)
		slices.Sort(pb)
		if !slices.Equal(slices.Compact(pa), slices.Compact(pb)) {
			t.Errorf("%q: placeholders differ: zh %v, en %v", key, pa, pb)
		}
	}
}

func TestFilesAreSorted(t *testing.T) {
	for _, name := range []string{"zh.json", "en.json"} {
		keys := keysInFile(t, name)
		for i := 1; i < len(keys); i++ {
			if keys[i-1] >= keys[i] {
				t.Errorf("%s: %q stands before %q: sort the keys, each once", name, keys[i-1], keys[i])
			}
		}
	}
}

func keysInFile(t *testing.T, name string) (keys []string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tokens := json.NewDecoder(f)
	for inKey := false; tokens.More() || !inKey; inKey = !inKey {
		tok, err := tokens.Token()
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(string); ok && inKey {
			keys = append(keys, s)
		}
	}
	return keys
}

func TestGet(t *testing.T) {
	c := text.In("zh-CN")
	for name, tc := range map[string]struct {
		key    string
		params map[string]any
		want   string
	}{
		"known":   {"app.name", nil, "先手"},
		"unknown": {"no.such.key", map[string]any{"a": 1}, "no.such.key"},
	} {
		if got := c.Get(tc.key, tc.params); got != tc.want {
			t.Errorf("%s: Get(%q) = %q, want %q", name, tc.key, got, tc.want)
		}
	}
	if !c.Has("app.name") || c.Has("no.such.key") {
		t.Errorf("Has(app.name) = %v, Has(no.such.key) = %v", c.Has("app.name"), c.Has("no.such.key"))
	}
}

func TestLanguageTags(t *testing.T) {
	for tag, want := range map[string]string{
		"": "zh", "zh": "zh", "zh-CN": "zh", "ZH-Hans": "zh", "en": "en", "en-GB": "en", "fr": "en", "zhx": "en",
	} {
		if got := text.In(tag).Lang(); got != want {
			t.Errorf("In(%q).Lang() = %q, want %q", tag, got, want)
		}
	}
}

func TestFill(t *testing.T) {
	full := map[string]any{"name": "远山", "n": 3, "names": []string{"甲", "乙"}}
	for name, tc := range map[string]struct {
		lang, text string
		params     map[string]any
		want       string
	}{
		"none":           {"zh", "没有占位", full, "没有占位"},
		"one":            {"zh", "客户 {name} 已存在", full, "客户 远山 已存在"},
		"number":         {"en", "{n} rows, {n}", full, "3 rows, 3"},
		"list zh":        {"zh", "缺 {names}", full, "缺 甲、乙"},
		"list en":        {"en", "missing {names}", full, "missing 甲, 乙"},
		"not given":      {"en", "{gone} rows", full, "{gone} rows"},
		"value is left":  {"en", "{name}", map[string]any{"name": "{n}", "n": 1}, "{n}"},
		"unclosed brace": {"en", "a {name", full, "a {name"},
	} {
		c := text.Only(tc.lang, map[string]string{"k": tc.text})
		if got := c.Get("k", tc.params); got != tc.want {
			t.Errorf("%s: got %q, want %q", name, got, tc.want)
		}
	}
}

func TestFallsBackToTheOtherLanguage(t *testing.T) {
	c := text.Only("en", map[string]string{"only.zh": "只有中文"})
	if got := c.Other().Get("only.zh", nil); got != "只有中文" {
		t.Errorf("a key the own language lacks = %q, want the other language's text", got)
	}
}
