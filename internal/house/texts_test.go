package house_test

import (
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sente/internal/text"
)

// keyShape is how a key of the catalogue looks: dotted, no blanks.
var keyShape = regexp.MustCompile(`^[a-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$`)

// typescriptKey finds t("key"), t('key') and the fixed start of t(`start.${…}`).
var typescriptKey = regexp.MustCompile("\\bt\\(\\s*(?:\"([^\"\n]+)\"|'([^'\n]+)'|`([^`$\n]*)(\\$?))")

// used collects the keys that the sources name, and fixed starts of keys that
// they put together.
type used struct{ keys, starts map[string]string } // key -> where

func TestTextsAreThere(t *testing.T) {
	catalogue := text.In(text.Chinese)
	u := usedTexts(t)
	for _, key := range slices.Sorted(maps.Keys(u.keys)) {
		if !catalogue.Has(key) {
			t.Errorf("%s uses the text %q: add it to internal/text/zh.json and en.json", u.keys[key], key)
		}
	}
	keys := catalogue.Keys()
	for _, start := range slices.Sorted(maps.Keys(u.starts)) {
		if !slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(k, start) }) {
			t.Errorf("%s puts texts together from %q, and no key starts so: add them", u.starts[start], start)
		}
	}
}

func usedTexts(t *testing.T) used {
	t.Helper()
	u := used{map[string]string{}, map[string]string{}}
	for _, f := range goTree(t).files {
		if !f.test {
			u.goFile(f)
		}
	}
	scripts := readFiles(t, func(path string) bool {
		return isTypeScript(path) && strings.HasPrefix(path, "web/src/") && !strings.Contains(path, ".test.")
	})
	for path, source := range scripts {
		for _, m := range typescriptKey.FindAllStringSubmatch(source, -1) {
			key := m[1] + m[2]
			switch {
			case key != "":
				u.keys[key] = path
			case m[4] == "" && m[3] != "":
				u.keys[m[3]] = path
			case m[3] != "":
				u.starts[m[3]] = path
			}
		}
	}
	return u
}

// goFile notes fault.New(kind, "code"), Get("a.key", …) and Get("a."+x, …).
func (u used) goFile(f source) {
	ast.Inspect(f.ast, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, _ := sel.X.(*ast.Ident)
		switch {
		case sel.Sel.Name == "New" && pkg != nil && pkg.Name == "fault" && len(call.Args) == 2:
			if code, ok := literal(call.Args[1]); ok {
				u.keys["fault."+code] = f.path
			}
		case sel.Sel.Name == "Get" && len(call.Args) == 2:
			u.argument(call.Args[0], f.path)
		}
		return true
	})
}

func (u used) argument(arg ast.Expr, path string) {
	if key, ok := literal(arg); ok {
		if keyShape.MatchString(key) {
			u.keys[key] = path
		}
		return
	}
	if sum, ok := arg.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		if start, ok := literal(sum.X); ok && strings.HasSuffix(start, ".") {
			u.starts[start] = path
		}
	}
}

func literal(x ast.Expr) (string, bool) {
	lit, ok := x.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}
