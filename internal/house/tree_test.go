package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// root is the project, seen from this package.
const root = "../.."

// source is one Go file of the project.
type source struct {
	path  string // from the root, with slashes
	dir   string // its package's directory
	test  bool
	ast   *ast.File
	lines []string
}

type tree struct {
	fset  *token.FileSet
	files []source
}

// goTree parses every Go file of the project once.
func goTree(t *testing.T) tree {
	t.Helper()
	all, err := readTree()
	if err != nil {
		t.Fatalf("reading the project: %v", err)
	}
	return all
}

var readTree = sync.OnceValues(func() (tree, error) {
	all := tree{fset: token.NewFileSet()}
	err := walk(func(path string) error {
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(all.fset, path, text, parser.ParseComments)
		if err != nil {
			return err
		}
		all.files = append(all.files, source{
			path:  path,
			dir:   filepath.ToSlash(filepath.Dir(path)),
			test:  strings.HasSuffix(path, "_test.go"),
			ast:   file,
			lines: strings.Split(string(text), "\n"),
		})
		return nil
	})
	return all, err
})

// walk calls each for every file of the project, leaving out what is fetched,
// built or kept by tools.
func walk(each func(path string) error) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if os.IsNotExist(err) { // a temporary file of a running build
				return nil
			}
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			switch {
			case d.Name() == "node_modules", d.Name() == "testdata", rel == ".git", rel == "bin", rel == "data",
				rel == "web/dist":
				return filepath.SkipDir
			}
			return nil
		}
		return each(rel)
	})
}

// readFiles returns the texts of the files that want accepts, by path.
func readFiles(t *testing.T, want func(path string) bool) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := walk(func(path string) error {
		if !want(path) {
			return nil
		}
		b, err := os.ReadFile(filepath.Join(root, path))
		if os.IsNotExist(err) {
			return nil
		}
		texts[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatalf("reading the project: %v", err)
	}
	return texts
}

// imports lists the paths a file imports.
func (s source) imports() (paths []string) {
	for _, i := range s.ast.Imports {
		paths = append(paths, strings.Trim(i.Path.Value, `"`))
	}
	return paths
}

// uses visits every package.Name or value.Name of the file.
func (s source) uses(each func(receiver, name string)) {
	ast.Inspect(s.ast, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok {
				each(x.Name, sel.Sel.Name)
			}
		}
		return true
	})
}

// parse reads a small piece of source, for tests of the measures.
func parse(text string) (*ast.File, error) {
	return parser.ParseFile(token.NewFileSet(), "piece.go", text, 0)
}
