package house_test

import (
	"go/ast"
	"go/token"
	"testing"
)

// TestNothingIsGlobal refuses work in init and package variables that change.
// Tables, errors and sync.OnceValue functions are fine: nobody writes to them.
func TestNothingIsGlobal(t *testing.T) {
	all := goTree(t)
	vars := map[string]map[string]bool{} // directory -> names
	for _, f := range all.files {
		if f.test {
			continue
		}
		if vars[f.dir] == nil {
			vars[f.dir] = map[string]bool{}
		}
		for _, d := range f.ast.Decls {
			noteGlobal(t, f, d, vars[f.dir])
		}
	}
	for _, f := range all.files {
		if !f.test {
			checkWrites(t, f, all.fset, vars[f.dir])
		}
	}
}

func noteGlobal(t *testing.T, f source, d ast.Decl, names map[string]bool) {
	t.Helper()
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil && d.Name.Name == "init" {
			t.Errorf("%s: func init: do the work in a constructor, or in sync.OnceValue when first needed", f.path)
		}
	case *ast.GenDecl:
		if d.Tok != token.VAR {
			return
		}
		for _, spec := range d.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			for _, name := range v.Names {
				names[name.Name] = true
			}
			if isLock(v.Type) {
				t.Errorf("%s: %s is state of the package: put it into a value that a constructor makes",
					f.path, v.Names[0].Name)
			}
		}
	}
}

// isLock tells types that only make sense when something changes.
func isLock(kind ast.Expr) bool {
	sel, ok := kind.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := sel.X.(*ast.Ident)
	return ok && (pkg.Name == "atomic" || pkg.Name == "sync" && sel.Sel.Name != "Pool")
}

func checkWrites(t *testing.T, f source, fset *token.FileSet, names map[string]bool) {
	t.Helper()
	for _, d := range f.ast.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		local := localNames(fn)
		for _, target := range targets(fn.Body) {
			if name := rootName(target); names[name] && !local[name] {
				t.Errorf("%s: the package variable %s is changed: hand it over in a constructor",
					fset.Position(target.Pos()), name)
			}
		}
	}
}

// targets lists what a function body assigns to.
func targets(body *ast.BlockStmt) (all []ast.Expr) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				all = append(all, n.Lhs...)
			}
		case *ast.IncDecStmt:
			all = append(all, n.X)
		}
		return true
	})
	return all
}

// localNames are the names a function declares anywhere in it.
func localNames(fn *ast.FuncDecl) map[string]bool {
	local := map[string]bool{}
	note := func(x ast.Expr) {
		if name, ok := x.(*ast.Ident); ok {
			local[name.Name] = true
		}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, name := range n.Names {
				local[name.Name] = true
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, x := range n.Lhs {
					note(x)
				}
			}
		case *ast.RangeStmt:
			note(n.Key)
			note(n.Value)
		case *ast.ValueSpec:
			for _, name := range n.Names {
				local[name.Name] = true
			}
		}
		return true
	})
	return local
}

// rootName is the variable that an assignment writes to, or into.
func rootName(target ast.Expr) string {
	for {
		switch x := target.(type) {
		case *ast.IndexExpr:
			target = x.X
		case *ast.SelectorExpr:
			target = x.X
		case *ast.StarExpr:
			target = x.X
		case *ast.ParenExpr:
			target = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
