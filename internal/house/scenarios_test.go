package house_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// anything stands for a part of a path that is worked out when a test runs.
const anything = "*"

// muxRoute is a route registered without the table: mux.Handle("GET /api/x", …).
var muxRoute = regexp.MustCompile(`^(GET|POST|PUT|PATCH|DELETE) (/api/\S*)$`)

// TestRoutesHaveScenarios reads the calls of internal/api's tests, values like
// call{who: …, method: "GET", path: "/api/deals/" + id}, and wants at least one
// for each route.
func TestRoutesHaveScenarios(t *testing.T) {
	called := calledPaths(t)
	for _, r := range append(routeRows(t), muxRoutes(t)...) {
		if !slices.ContainsFunc(called, func(c [2]string) bool { return c[0] == r.method && covers(r.path, c[1]) }) {
			t.Errorf("%s: no test calls %s %s: add a scenario to internal/api", r.place, r.method, r.path)
		}
	}
}

// covers reports whether a called path is one of the route's.
func covers(route, path string) bool {
	path, _, _ = strings.Cut(path, "?")
	want, got := strings.Split(route, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if !strings.HasPrefix(want[i], "{") && want[i] != got[i] && got[i] != anything {
			return false
		}
	}
	return true
}

func muxRoutes(t *testing.T) (rows []routeRow) {
	t.Helper()
	for _, f := range goTree(t).files {
		if f.dir != "internal/api" || f.test {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				s, _ := literal(lit)
				if m := muxRoute.FindStringSubmatch(s); m != nil {
					rows = append(rows, routeRow{place: f.path, method: m[1], path: m[2]})
				}
			}
			return true
		})
	}
	return rows
}

// calledPaths lists method and path of every call the tests of api make.
func calledPaths(t *testing.T) (called [][2]string) {
	t.Helper()
	for _, f := range goTree(t).files {
		if f.dir != "internal/api" || !f.test {
			continue
		}
		for _, d := range f.ast.Decls {
			local := localPaths(d)
			ast.Inspect(d, func(n ast.Node) bool {
				lit, ok := n.(*ast.CompositeLit)
				if !ok {
					return true
				}
				method, path := "", ""
				for _, e := range lit.Elts {
					kv, ok := e.(*ast.KeyValueExpr)
					if !ok {
						continue
					}
					if isNamed(kv.Key, "method") {
						method, _ = literal(kv.Value)
					}
					if isNamed(kv.Key, "path") {
						path = pathOf(kv.Value, local)
					}
				}
				if method != "" && path != "" {
					called = append(called, [2]string{method, path})
				}
				return true
			})
		}
	}
	return called
}

// localPaths are the variables of a function that hold (the start of) a path.
func localPaths(d ast.Decl) map[string]string {
	local := map[string]string{}
	ast.Inspect(d, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
			return true
		}
		name, ok := a.Lhs[0].(*ast.Ident)
		if path := pathOf(a.Rhs[0], local); ok && strings.HasPrefix(path, "/") {
			local[name.Name] = path
		}
		return true
	})
	return local
}

// pathOf writes an expression as a path; what is not fixed becomes anything.
func pathOf(x ast.Expr, local map[string]string) string {
	switch x := x.(type) {
	case *ast.BasicLit:
		s, _ := literal(x)
		return s
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return pathOf(x.X, local) + pathOf(x.Y, local)
		}
	case *ast.Ident:
		if path, ok := local[x.Name]; ok {
			return path
		}
	}
	return anything
}

func TestCoversComparesParts(t *testing.T) {
	for _, tc := range []struct {
		route, path string
		want        bool
	}{
		{"/api/deals", "/api/deals?q=x", true},
		{"/api/deals/{id}", "/api/deals/*", true},
		{"/api/deals/{id}", "/api/deals/12", true},
		{"/api/deals/{id}/win", "/api/deals/*/lose", false},
		{"/api/deals/{id}", "/api/deals", false},
	} {
		if got := covers(tc.route, tc.path); got != tc.want {
			t.Errorf("covers(%q, %q) = %v, want %v", tc.route, tc.path, got, tc.want)
		}
	}
}
