package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// isIdle tells statements whose error has no taker: printing, a deferred Close
// or Rollback, writing to a bufio.Writer (Flush reports it), and calls that go
// on building a refusal, a *fault.Error, which is a value and no result.
func isIdle(pass *analysis.Pass, pos token.Pos, line string) bool {
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "fmt.Fprint") || strings.HasPrefix(line, "defer ") &&
		(strings.HasSuffix(line, ".Close()") || strings.Contains(line, ".Rollback(")) {
		return true
	}
	call := statementAt(pass, pos)
	if call == nil {
		return false
	}
	if result, ok := pass.TypesInfo.TypeOf(call).(*types.Pointer); ok {
		return result.String() == "*sente/internal/fault.Error"
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name != "Flush" && isBuffer(pass.TypesInfo.TypeOf(method.X))
}

func isBuffer(t types.Type) bool {
	return t != nil && strings.TrimPrefix(t.String(), "*") == "bufio.Writer"
}

// statementAt is the call that stands as a statement at pos.
func statementAt(pass *analysis.Pass, pos token.Pos) *ast.CallExpr {
	for _, file := range pass.Files {
		if pos < file.FileStart || pos > file.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(file, pos, pos)
		for _, n := range path {
			if s, ok := n.(*ast.ExprStmt); ok {
				call, _ := s.X.(*ast.CallExpr)
				return call
			}
		}
	}
	return nil
}
