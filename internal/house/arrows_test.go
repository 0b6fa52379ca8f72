package house_test

import (
	"slices"
	"strings"
	"testing"
)

// floors lists the house from the ground up. A package may import its own
// floor, where that is allowed below, or a lower one; never a higher one.
var floors = [][]string{
	{"fault", "text", "config"},
	{"sales"},
	{"store", "blob", "deliver", "sheet"},
	{"backup"},
	{"app"},
	{"api", "job", "cast", "demo"},
}

// vocabulary is what every room of the business floor may use.
var vocabulary = []string{"record", "money", "calendar", "event", "org"}

// rooms says what a room of the business floor may import besides the
// vocabulary; a vocabulary word may import only what stands here.
var rooms = map[string][]string{
	"calendar": {},
	"money":    {},
	"record":   {"calendar"},
	"event":    {"record", "calendar"},
	"org":      {"record", "calendar"},
	"search":   {},
	"limit":    {},
	"qualify":  {}, "influence": {}, "playbook": {},
	"bargain":   {"limit"},
	"strategy":  {"comply", "limit", "qualify", "influence", "bargain", "playbook"},
	"ownrule":   {"qualify", "influence", "playbook", "strategy"},
	"rulebook":  {"limit", "strategy", "bargain", "ownrule"},
	"account":   {"search", "limit"},
	"comply":    {},
	"activity":  {"comply"},
	"tactic":    {"strategy", "influence", "playbook"},
	"worksheet": {"strategy", "influence", "playbook"},
	"review":    {"deal", "strategy", "worksheet"},
	"deal":      {"account", "comply", "rulebook", "strategy", "qualify", "influence", "bargain", "playbook"},
}

func floorOf(pkg string) int {
	name, _, _ := strings.Cut(strings.TrimPrefix(pkg, "internal/"), "/")
	for i, floor := range floors {
		if slices.Contains(floor, name) {
			return i
		}
	}
	if strings.HasPrefix(pkg, "cmd/") {
		return len(floors)
	}
	return -1
}

func TestImportsPointDown(t *testing.T) {
	for _, f := range goTree(t).files {
		if f.test || floorOf(f.dir) < 0 {
			continue
		}
		for _, path := range f.imports() {
			to, ours := strings.CutPrefix(path, "sente/")
			if !ours || to == "web" && floorOf(f.dir) >= 4 {
				continue
			}
			checkArrow(t, f, to)
		}
	}
}

func checkArrow(t *testing.T, f source, to string) {
	t.Helper()
	from, height := floorOf(f.dir), floorOf(to)
	switch {
	case height < 0:
		t.Errorf("%s imports %s, which has no floor: give it one in floors", f.path, to)
	case height > from:
		t.Errorf("%s imports %s, which is above it: move what it needs down, or itself up", f.path, to)
	case to == "internal/config" && !strings.HasPrefix(f.dir, "cmd/"):
		t.Errorf("%s imports config: only cmd reads the configuration; take the value as an argument", f.path)
	case from == 1 && height == 1:
		checkRoom(t, f, strings.TrimPrefix(to, "internal/sales/"))
	case from == height && to != f.dir && !sameHouse(f.dir, to):
		t.Errorf("%s imports %s of its own floor: what both need belongs one floor down", f.path, to)
	}
}

// sameHouse reports whether one package is inside the other.
func sameHouse(a, b string) bool { return strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/") }

func checkRoom(t *testing.T, f source, to string) {
	t.Helper()
	room := strings.TrimPrefix(f.dir, "internal/sales/")
	may, known := rooms[room]
	if !known {
		t.Errorf("%s: the room %s is new: say in rooms what it may import", f.path, room)
		return
	}
	if slices.Contains(vocabulary, to) && !slices.Contains(vocabulary, room) || slices.Contains(may, to) {
		return
	}
	t.Errorf("%s imports sales/%s; a %s may import %v and the vocabulary: hand the value over instead",
		f.path, to, room, may)
}

// impure lists packages that reach outside the program, or know what time it is.
var impure = []string{
	"bufio", "context", "crypto/rand", "database/sql", "io/fs", "io/ioutil", "log", "log/slog", "math/rand",
	"math/rand/v2", "net", "net/http", "net/mail", "net/url", "os", "os/exec", "os/signal", "os/user", "path/filepath",
	"plugin", "runtime", "runtime/debug", "syscall", "testing", "unsafe",
}

// pureModules are the only modules beside the standard library under sales.
var pureModules = []string{
	"golang.org/x/text/", "github.com/mozillazg/go-pinyin", "github.com/shopspring/decimal", "github.com/expr-lang/expr",
}

// clockNames are what of package time asks the machine.
var clockNames = []string{
	"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "LoadLocation",
}

func TestBusinessIsPure(t *testing.T) {
	for _, f := range goTree(t).files {
		if f.test || !strings.HasPrefix(f.dir, "internal/sales/") {
			continue
		}
		for _, path := range f.imports() {
			if slices.Contains(impure, path) {
				t.Errorf("%s imports %s: the business floor is pure; take the value as an argument", f.path, path)
			}
			first, _, _ := strings.Cut(path, "/")
			foreign := strings.Contains(first, ".")
			if foreign && !slices.ContainsFunc(pureModules, func(m string) bool { return strings.HasPrefix(path, m) }) {
				t.Errorf("%s imports %s: the business floor uses only %v", f.path, path, pureModules)
			}
		}
		f.uses(func(pkg, name string) {
			if pkg == "time" && slices.Contains(clockNames, name) {
				t.Errorf("%s uses time.%s: no clock on the business floor; take the moment or day as an argument",
					f.path, name)
			}
		})
	}
}

// refused are names that say nothing about what is inside.
var refused = []string{
	"util", "utils", "common", "helpers", "misc", "base", "types", "models", "manager", "service", "impl", "shared",
	"core",
}

func TestPackageNamesSayWhatIsInside(t *testing.T) {
	for _, f := range goTree(t).files {
		if name := strings.TrimSuffix(f.ast.Name.Name, "_test"); slices.Contains(refused, name) {
			t.Errorf("%s: package %s: name it for the noun inside", f.path, name)
		}
	}
}
