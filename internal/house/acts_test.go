package house_test

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"

	"sente/internal/sales/org"
)

// selfActs are acts that need no permission, and why.
var selfActs = map[string]string{
	"Sessions":         "one's own sessions",
	"EndSession":       "one's own session",
	"EndOtherSessions": "one's own sessions",
	"FactorState":      "one's own second factor",
	"StartFactor":      "one's own second factor",
	"ConfirmFactor":    "one's own second factor",
	"RemoveFactor":     "one's own second factor",
	"Attempts":         "one's own tries to log in",
	"Tokens":           "one's own API tokens",
	"AddToken":         "a token of one's own, which may do no more than oneself",
	"ChangePassword":   "one's own password",
	"EditMe":           "one's own name and language",
	"Meta":             "the codes of the method, for everyone logged in",
	"ModeOf":           "arithmetic of the method, for everyone logged in",
	"People":           "the pick list of names, for everyone logged in",
	"Products":         "the pick list of products, for everyone logged in",
	"Tags":             "the pick list of tags, for everyone logged in",
	"Views":            "one's own saved views and the shared ones",
	"NoteBlocked":      "what was refused to somebody, for the audit",
	"AddView":          "one's own saved view; what it shows is decided for each reader",
}

// acts are the exported methods of app.App that take an org.Actor, with the
// names of the permissions that they, or what they call in package app, mention.
type acts map[string]map[string]bool

func TestActsNameTheirPermission(t *testing.T) {
	all := readActs(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		_, self := selfActs[name]
		switch {
		case self && len(all[name]) > 0:
			t.Errorf("app.%s checks %v: take it out of selfActs", name, slices.Sorted(maps.Keys(all[name])))
		case !self && len(all[name]) == 0:
			t.Errorf("app.%s acts for somebody and names no permission: check who.May(…) in it", name)
		}
	}
	for name := range selfActs {
		if _, ok := all[name]; !ok && len(all) > 0 {
			t.Errorf("selfActs names app.%s, which is gone: drop the line", name)
		}
	}
}

func TestPermissionsAreUsed(t *testing.T) {
	all := readActs(t)
	checked := map[string]bool{}
	for _, names := range all {
		maps.Copy(checked, names)
	}
	values := permissionNames(t)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !checked[name] && !plannedPermission(name) {
			t.Errorf("org.%s is granted to roles and checked by no act: check it or drop it", name)
		}
	}
	for _, p := range org.Permissions() {
		if !slices.Contains(slices.Collect(maps.Values(values)), string(p)) {
			t.Errorf("permission %q has no constant of type Permission", p)
		}
	}
}

// routeRow is one line of a route table: on("GET /api/x", "Act", org.P, s.handler).
type routeRow struct {
	place, method, path, act, permission string
	handler                              ast.Expr
}

func TestRoutesNameTheirAct(t *testing.T) {
	all := readActs(t)
	exported, handlers, rows := appMethods(t), apiMethods(t), routeRows(t)
	if len(rows) == 0 {
		t.Error(`no line like on("GET /api/x", "Act", …) in internal/api: teach routeRows the new form`)
	}
	for _, r := range rows {
		if !exported[r.act] {
			t.Errorf("%s: %s %s names the act %q, which app does not have", r.place, r.method, r.path, r.act)
			continue
		}
		if r.permission != "" && !all[r.act][r.permission] {
			t.Errorf("%s: %s %s shows org.%s, and app.%s does not check it: correct one of them",
				r.place, r.method, r.path, r.permission, r.act)
		}
		if body := handlerBody(r.handler, handlers); body != nil && !mentions(body, r.act, handlers, map[string]bool{}) {
			t.Errorf("%s: %s %s names the act %s, and its handler does not call it",
				r.place, r.method, r.path, r.act)
		}
	}
}

// plannedPermission tells permissions whose act stands on a later line of the
// road map. The list may only shrink.
func plannedPermission(name string) bool { return slices.Contains(planned, name) }

var planned = []string{}

func routeRows(t *testing.T) (rows []routeRow) {
	t.Helper()
	for _, f := range goTree(t).files {
		if f.dir != "internal/api" || f.test {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fn, ok := call.Fun.(*ast.Ident)
			if !ok || fn.Name != "on" && fn.Name != "openTo" || len(call.Args) < 3 {
				return true
			}
			row := routeRow{place: f.path, handler: call.Args[len(call.Args)-1]}
			place, _ := literal(call.Args[0])
			row.method, row.path, _ = strings.Cut(place, " ")
			row.act, _ = literal(call.Args[1])
			if sel, ok := call.Args[2].(*ast.SelectorExpr); ok && fn.Name == "on" {
				row.permission = sel.Sel.Name
			}
			rows = append(rows, row)
			return false
		})
	}
	return rows
}

// handlerBody finds the code behind s.listDeals, or a function written in place.
func handlerBody(handler ast.Expr, methods map[string]*ast.FuncDecl) ast.Node {
	switch h := handler.(type) {
	case *ast.FuncLit:
		return h.Body
	case *ast.SelectorExpr:
		if fn := methods[h.Sel.Name]; fn != nil {
			return fn.Body
		}
	}
	return nil
}

// mentions reports whether code calls x.name, itself or in functions of its
// package that it calls.
func mentions(n ast.Node, name string, body map[string]*ast.FuncDecl, seen map[string]bool) (found bool) {
	ast.Inspect(n, func(inner ast.Node) bool {
		called := ""
		switch x := inner.(type) {
		case *ast.SelectorExpr:
			found = found || x.Sel.Name == name
			if isNamed(x.X, "s") {
				called = x.Sel.Name
			}
		case *ast.CallExpr:
			if id, ok := x.Fun.(*ast.Ident); ok {
				called = id.Name
			}
		}
		if next := body[called]; next != nil && !seen[called] {
			seen[called] = true
			found = found || mentions(next.Body, name, body, seen)
		}
		return !found
	})
	return found
}

// permissionNames maps the constants of type org.Permission to their values.
func permissionNames(t *testing.T) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, f := range goTree(t).files {
		if f.dir != "internal/sales/org" || f.test {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && isNamed(v.Type, "Permission") && len(v.Values) == 1 {
				values[v.Names[0].Name], _ = literal(v.Values[0])
			}
			return true
		})
	}
	return values
}

func isNamed(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name
}

func apiMethods(t *testing.T) map[string]*ast.FuncDecl { return functions(t, "internal/api") }

// functions are the functions and methods of a package by name.
func functions(t *testing.T, dir string) map[string]*ast.FuncDecl {
	t.Helper()
	all := map[string]*ast.FuncDecl{}
	for _, f := range goTree(t).files {
		if f.dir != dir || f.test {
			continue
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				all[fn.Name.Name] = fn
			}
		}
	}
	return all
}

func appMethods(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for name, fn := range functions(t, "internal/app") {
		names[name] = fn.Recv != nil && fn.Name.IsExported()
	}
	return names
}

func readActs(t *testing.T) acts {
	t.Helper()
	all, permissions, body := acts{}, permissionNames(t), functions(t, "internal/app")
	for name, fn := range body {
		if fn.Recv == nil || !fn.Name.IsExported() || !takesActor(fn) {
			continue
		}
		all[name] = map[string]bool{}
		collect(fn, body, permissions, map[string]bool{name: true}, all[name])
	}
	return all
}

// takesActor reports whether a parameter is an org.Actor, named or not.
func takesActor(fn *ast.FuncDecl) bool {
	for _, p := range fn.Type.Params.List {
		if sel, ok := p.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Actor" {
			return true
		}
	}
	return false
}

// collect notes the permissions that a function mentions, following calls to
// functions of the package and to methods of its own receiver.
func collect(fn *ast.FuncDecl, body map[string]*ast.FuncDecl, permissions map[string]string,
	seen, found map[string]bool) {
	follow := func(name string) {
		if next := body[name]; next != nil && !seen[name] {
			seen[name] = true
			collect(next, body, permissions, seen, found)
		}
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.SelectorExpr:
			if isNamed(x.X, "org") && permissions[x.Sel.Name] != "" {
				found[x.Sel.Name] = true
			}
			if isNamed(x.X, receiver(fn)) {
				follow(x.Sel.Name)
			}
		case *ast.CallExpr:
			if id, ok := plainFunc(x.Fun).(*ast.Ident); ok {
				follow(id.Name)
			}
		}
		return true
	})
}

// plainFunc is what is called, without its type arguments.
func plainFunc(x ast.Expr) ast.Expr {
	switch g := x.(type) {
	case *ast.IndexExpr:
		return g.X
	case *ast.IndexListExpr:
		return g.X
	}
	return x
}

// receiver is the name of a method's receiver, "" when there is none.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List[0].Names) == 0 {
		return ""
	}
	return fn.Recv.List[0].Names[0].Name
}
