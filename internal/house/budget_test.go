package house_test

import (
	"fmt"
	"go/ast"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// budget is what a measure should keep to, and what it must never pass.
type budget struct {
	want, hard int
	remedy     string
}

// budgets of Go source outside tests, and of TypeScript. Widths count a tab as
// four columns.
var budgets = map[string]budget{
	"file":       {400, 600, "find the second noun in it and split"},           // lines of a Go file
	"function":   {40, 80, "give its steps names"},                             // lines of a function
	"parameters": {4, 6, "pass a struct"},                                      // besides a context
	"nesting":    {3, 5, "return early, or name the inner part"},               // of if, for, switch and select
	"width":      {110, 140, "break the line"},                                 // columns of the widest line of Go
	"typescript": {250, 400, "find the second component or noun in it, split"}, // lines of a TypeScript file
}

// TestSizes measures everything and compares what is over budget with
// allow.txt, line by line: "measure place number".
func TestSizes(t *testing.T) {
	over := map[string]int{}
	note := func(measure, place string, n int) {
		if n > budgets[measure].want {
			over[measure+" "+place] = n
		}
		if n > budgets[measure].hard {
			t.Errorf("%s %s: %d is over the hard limit of %d, which allow.txt cannot lift: %s",
				measure, place, n, budgets[measure].hard, budgets[measure].remedy)
		}
	}
	measureGo(t, note)
	measureTypeScript(t, note)
	allowed := readAllowList(t)
	for _, key := range slices.Sorted(maps.Keys(over)) {
		measure, _, _ := strings.Cut(key, " ")
		if have, ok := allowed[key]; !ok || over[key] > have {
			b := budgets[measure]
			t.Errorf("%s: %d is over the budget of %d: %s", key, over[key], b.want, b.remedy)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(allowed)) {
		if now := over[key]; now < allowed[key] {
			t.Errorf("allow.txt: %q allows %d and is now %d: the list may only shrink, write the new number "+
				"or drop the line", key, allowed[key], now)
		}
	}
}

func measureGo(t *testing.T, note func(measure, place string, n int)) {
	t.Helper()
	all := goTree(t)
	for _, f := range all.files {
		if f.test || ast.IsGenerated(f.ast) {
			continue
		}
		note("file", f.path, len(f.lines)-1)
		note("width", f.path, f.width())
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			place := f.path + ":" + fn.Name.Name
			note("function", place, all.fset.Position(fn.End()).Line-all.fset.Position(fn.Pos()).Line+1)
			note("parameters", place, parameters(fn))
			note("nesting", place, nesting(fn.Body))
		}
	}
}

// width is that of the widest line. Tags of struct fields cannot be broken and
// do not count.
func (s source) width() (widest int) {
	for _, line := range s.lines {
		if tag := strings.Index(line, " `"); tag > 0 && strings.Contains(line[tag:], `:"`) {
			line = line[:tag]
		}
		widest = max(widest, utf8.RuneCountInString(line)+3*strings.Count(line, "\t"))
	}
	return widest
}

func parameters(fn *ast.FuncDecl) (n int) {
	for _, field := range fn.Type.Params.List {
		if sel, ok := field.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Context" {
			continue
		}
		n += max(1, len(field.Names))
	}
	return n
}

// nesting is how deep branches and loops stand inside each other; an else
// stands beside its if.
func nesting(n ast.Node) int {
	deepest := 0
	ast.Inspect(n, func(inner ast.Node) bool {
		if inner == nil || inner == n {
			return true
		}
		switch x := inner.(type) {
		case *ast.IfStmt:
			deepest = max(deepest, ifNesting(x))
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			deepest = max(deepest, 1+nesting(inner))
		default:
			return true
		}
		return false
	})
	return deepest
}

func ifNesting(x *ast.IfStmt) int {
	deepest := 1 + nesting(x.Body)
	switch next := x.Else.(type) {
	case *ast.IfStmt:
		deepest = max(deepest, ifNesting(next))
	case *ast.BlockStmt:
		deepest = max(deepest, 1+nesting(next))
	}
	return deepest
}

func measureTypeScript(t *testing.T, note func(measure, place string, n int)) {
	t.Helper()
	texts := readFiles(t, func(path string) bool {
		tested := strings.Contains(path, ".test.") || strings.HasSuffix(path, "/schema.d.ts")
		return isTypeScript(path) && !tested
	})
	for path, text := range texts {
		note("typescript", path, strings.Count(text, "\n"))
	}
}

func isTypeScript(path string) bool {
	return strings.HasPrefix(path, "web/") && (strings.HasSuffix(path, ".ts") || strings.HasSuffix(path, ".tsx"))
}

func readAllowList(t *testing.T) map[string]int {
	t.Helper()
	b, err := os.ReadFile("allow.txt")
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string]int{}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		i := strings.LastIndex(line, " ")
		n, err := strconv.Atoi(line[i+1:])
		if err != nil {
			t.Fatalf("allow.txt: %q is not \"measure place number\"", line)
		}
		allowed[line[:i]] = n
	}
	return allowed
}

// TestNestingIsCounted guards the measure itself.
func TestNestingIsCounted(t *testing.T) {
	for code, want := range map[string]int{
		"":                                     0,
		"if a { b() }":                         1,
		"if a {} else if b {} else { for {} }": 2,
		"for { if a { switch b { case 1: select {} } } }": 4,
		"f(func() { if a { for {} } })":                   2,
	} {
		if got := nesting(parseBody(t, code)); got != want {
			t.Errorf("nesting of %q = %d, want %d", code, got, want)
		}
	}
}

func parseBody(t *testing.T, code string) *ast.BlockStmt {
	t.Helper()
	file, err := parse(fmt.Sprintf("package p\nfunc f() {\n%s\n}\n", code))
	if err != nil {
		t.Fatal(err)
	}
	return file.Decls[0].(*ast.FuncDecl).Body
}
