package ownrule

import (
	"errors"
	"reflect"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"sente/internal/fault"
	"sente/internal/sales/strategy"
)

// What one evaluation may cost.
const (
	MostNodes  = 200    // parts of an expression
	MostWork   = 50_000 // parts of expressions that are evaluated in loops
	MostMemory = 50_000 // items of lists that are made
)

// Program is an expression ready to be asked. It may be asked by several at once.
type Program struct {
	vm   *vm.Program
	uses []int // fields of the dossier
}

// Compile reads an expression and checks it; it reports the first fault, with
// line, column and word among its parameters.
func Compile(text string) (*Program, *fault.Error) {
	if strings.TrimSpace(text) == "" {
		return nil, fault.New(fault.Invalid, "own_empty")
	}
	if len([]rune(text)) > ExpressionLimit {
		return nil, fault.New(fault.Invalid, "too_long").With("limit", ExpressionLimit)
	}
	config := settings()
	tree, err := parser.ParseWithConfig(text, config)
	if err != nil {
		return nil, unread(file.NewSource(text), err)
	}
	c := checking{source: tree.Source, uses: map[string]bool{}}
	tree.Node = c.truth(tree.Node)
	if c.err != nil {
		return nil, c.err
	}
	if _, err := checker.Check(tree, config); err != nil {
		return nil, unread(tree.Source, err)
	}
	program, err := compiler.Compile(tree, config)
	if err != nil {
		return nil, unread(tree.Source, err)
	}
	out := &Program{vm: program}
	for i, f := range known().dossier.fields {
		if c.uses[f.name] {
			out.uses = append(out.uses, i)
		}
	}
	return out, nil
}

// settings lets the library know nothing but the functions of this package.
func settings() *conf.Config {
	config := conf.CreateNew()
	options := []expr.Option{expr.Env(map[string]any{}), expr.AllowUndefinedVariables(),
		expr.DisableAllBuiltins(), expr.MaxNodes(MostNodes), expr.Optimize(false), expr.DisableIfOperator()}
	for name, f := range functions() {
		options = append(options, expr.Function(name, f))
	}
	for _, set := range options {
		set(config)
	}
	for name := range config.Disabled {
		delete(config.Builtins, name)
	}
	return config
}

// unread is the fault of a text that the library could not read.
func unread(source file.Source, err error) *fault.Error {
	at := &file.Error{}
	errors.As(err, &at)
	if strings.Contains(at.Message, "maximum allowed nodes") {
		return fault.New(fault.Invalid, "own_long").With("limit", MostNodes)
	}
	line, column := place(source, at.From)
	code, found := "own_syntax", word(source, at.From)
	if strings.Contains(at.Message, "EOF") || found == "" {
		code, found = "own_unfinished", ""
	}
	e := fault.New(fault.Invalid, code).With("line", line).With("column", column)
	return e.With("word", found).Because(err)
}

// Codes of the faults of a rule while it runs.
const (
	TooMuch = "own_too_much" // more work than one evaluation may be
	Broken  = "own_broken"   // anything else
)

// Run asks the expression about a dossier. What is unknown is false. The error is
// TooMuch or Broken; it never panics. It does not change the dossier.
func (p *Program) Run(d *strategy.Dossier) (bool, error) {
	r := &work{left: MostWork}
	env := map[string]any{theRun: r, today: d.AsOf}
	v := reflect.ValueOf(d).Elem()
	for _, i := range p.uses {
		f := &known().dossier.fields[i]
		env[f.name] = r.plain(v.Field(f.index), f.shape)
	}
	machine := vm.VM{MemoryBudget: MostMemory}
	out, err := machine.Run(p.vm, env)
	if err == nil {
		if yes, ok := out.(bool); ok {
			return yes, nil
		}
		return false, fault.New(fault.Invalid, Broken)
	}
	if errors.Is(err, errTooMuch) || strings.Contains(err.Error(), "memory budget") {
		return false, fault.New(fault.Invalid, TooMuch).Because(err)
	}
	return false, fault.New(fault.Invalid, Broken).Because(err)
}
