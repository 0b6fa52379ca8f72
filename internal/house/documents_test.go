package house_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named finds texts in back quotes; linked finds targets of Markdown links.
var (
	named  = regexp.MustCompile("`([^`\n]+)`")
	linked = regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`)
)

// tops are the directories whose paths documents speak of.
var tops = []string{".ci/", "api/", "cmd/", "doc/", "internal/", "scripts/", "web/", "sales/", "store/", "app/"}

func TestDocumentsNameFilesThatExist(t *testing.T) {
	for path, text := range documents(t) {
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			if dead(m[1]) {
				t.Errorf("%s: `%s` does not exist: correct the path or drop it", path, m[1])
			}
		}
		for _, m := range linked.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			if !exists(filepath.ToSlash(filepath.Join(filepath.Dir(path), m[1]))) {
				t.Errorf("%s links to %s, which does not exist: correct the link or drop it", path, m[1])
			}
		}
	}
}

func documents(t *testing.T) map[string]string {
	t.Helper()
	return readFiles(t, func(path string) bool { return strings.HasSuffix(path, ".md") })
}

// dead reports whether a text looks like a path of the project, and is none.
// Patterns with * are looked up; those with <a name> or … stand for any.
func dead(path string) bool {
	if strings.ContainsAny(path, " <…=") {
		return false
	}
	for _, top := range tops {
		if strings.HasPrefix(path, top) {
			return !exists(path) && !exists("internal/"+path)
		}
	}
	return false
}

func exists(path string) bool {
	path = strings.TrimSuffix(path, "/")
	if strings.Contains(path, "*") {
		found, err := filepath.Glob(filepath.Join(root, path))
		return err == nil && len(found) > 0
	}
	_, err := os.Stat(filepath.Join(root, path))
	return err == nil
}

// foreign are marks of others and traces of how the work was done; neither
// belongs into the product. They are written here in halves, so that this file
// does not find itself.
var foreign = []string{
	"Miller " + "Heiman", "Blue " + "Sheet", "Strategic " + "Selling", "赢单" + "九问", "摧龙" + "六式", "sub" + "agent",
	"helper " + "session", "TO" + "DO", "FIX" + "ME",
}

func TestProjectSpeaksOfItselfOnly(t *testing.T) {
	texts := readFiles(t, func(path string) bool {
		switch filepath.Ext(path) {
		case ".go", ".md", ".ts", ".tsx", ".json", ".sql", ".sh", ".css", ".html":
			return !strings.HasSuffix(path, "package-lock.json")
		}
		return false
	})
	for path, text := range texts {
		for _, word := range foreign {
			if strings.Contains(text, word) {
				t.Errorf("%s contains %q: say it in our own words", path, word)
			}
		}
	}
}
