package house_test

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

func TestPackagesAreExplained(t *testing.T) {
	docs, dirs := map[string][]string{}, map[string]bool{}
	for _, f := range goTree(t).files {
		if f.test {
			continue
		}
		dirs[f.dir] = true
		if f.ast.Doc == nil {
			continue
		}
		docs[f.dir] = append(docs[f.dir], f.path)
		want := "Package " + f.ast.Name.Name + " "
		if f.ast.Name.Name == "main" {
			want = "Command "
		}
		if text := f.ast.Doc.Text(); !strings.HasPrefix(text, want) || len(text) < 80 {
			t.Errorf("%s: the package comment should begin with %q and say what it is for and where to start reading",
				f.path, want)
		}
	}
	for dir := range dirs {
		if n := len(docs[dir]); n != 1 {
			t.Errorf("%s has %d package comments %v: write exactly one", dir, n, docs[dir])
		}
	}
}

func TestExportedNamesAreExplained(t *testing.T) {
	for _, f := range goTree(t).files {
		if f.test || f.ast.Name.Name == "main" {
			continue
		}
		for _, d := range f.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && receiverIsExported(d) && d.Doc == nil {
					t.Errorf("%s: %s has no comment: say what it gives, units, ranges, errors", f.path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, name := range bareNames(d) {
					t.Errorf("%s: %s has no comment: say what it is, units, ranges", f.path, name)
				}
			}
		}
	}
}

func receiverIsExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	kind := d.Recv.List[0].Type
	if star, ok := kind.(*ast.StarExpr); ok {
		kind = star.X
	}
	if generic, ok := kind.(*ast.IndexExpr); ok {
		kind = generic.X
	}
	name, ok := kind.(*ast.Ident)
	return ok && name.IsExported()
}

// bareNames lists the exported names of a declaration that nothing explains:
// no comment on the group, on the line before or behind.
func bareNames(d *ast.GenDecl) (bare []string) {
	if d.Tok == token.IMPORT || d.Doc != nil {
		return nil
	}
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && s.Doc == nil && s.Comment == nil {
				bare = append(bare, s.Name.Name)
			}
		case *ast.ValueSpec:
			if s.Names[0].IsExported() && s.Doc == nil && s.Comment == nil {
				bare = append(bare, s.Names[0].Name)
			}
		}
	}
	return bare
}
