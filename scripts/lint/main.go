// Command lint is the project's short list of linters as one tool for go vet:
//
//	go vet -vettool=bin/lint ./...
//
// go vet remembers what it found per package, so a second run costs little. The
// list stands in linters. A finding that is wrong is answered on its line with
// the linter's name and the reason: //nolint:sqlclosecheck // the caller closes.
package main

import (
	"slices"
	"strings"

	"github.com/jingyugao/rowserrcheck/passes/rowserr"
	"github.com/kisielk/errcheck/errcheck"
	"github.com/polyfloyd/go-errorlint/errorlint"
	"github.com/ryanrolds/sqlclosecheck/pkg/analyzer"
	"github.com/timakin/bodyclose/passes/bodyclose"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/nilness"
	"golang.org/x/tools/go/analysis/passes/unusedwrite"
	"golang.org/x/tools/go/analysis/unitchecker"
	"honnef.co/go/tools/simple"
	"honnef.co/go/tools/staticcheck"
)

func main() { unitchecker.Main(linters()...) }

func linters() []*analysis.Analyzer {
	list := []*analysis.Analyzer{
		bodyclose.Analyzer,
		errcheck.Analyzer,
		errorlint.NewAnalyzer(),
		nilness.Analyzer,
		rowserr.NewAnalyzer(),
		analyzer.NewAnalyzer(),
		unusedwrite.Analyzer,
	}
	for _, a := range slices.Concat(staticcheck.Analyzers, simple.Analyzers) {
		list = append(list, a.Analyzer)
	}
	for i, a := range list {
		list[i] = answerable(a)
	}
	return list
}

// answerable makes an analyzer that leaves out findings answered on their line,
// and unchecked errors of tests or without a taker (see isIdle).
func answerable(a *analysis.Analyzer) *analysis.Analyzer {
	own := *a
	own.Run = func(pass *analysis.Pass) (any, error) {
		report := pass.Report
		pass.Report = func(d analysis.Diagnostic) {
			if !answered(pass, a.Name, d) {
				report(d)
			}
		}
		return a.Run(pass)
	}
	return &own
}

func answered(pass *analysis.Pass, name string, d analysis.Diagnostic) bool {
	at := pass.Fset.Position(d.Pos)
	text, err := pass.ReadFile(at.Filename)
	if err != nil {
		return false
	}
	lines := strings.Split(string(text), "\n")
	if at.Line < 1 || at.Line > len(lines) {
		return false
	}
	line := lines[at.Line-1]
	if name == errcheck.Analyzer.Name &&
		(strings.HasSuffix(at.Filename, "_test.go") || isIdle(pass, d.Pos, line)) {
		return true
	}
	_, reason, ok := strings.Cut(line, "//nolint:"+name+" // ")
	return ok && strings.TrimSpace(reason) != ""
}
