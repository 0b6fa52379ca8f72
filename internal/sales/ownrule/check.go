package ownrule

import (
	"slices"
	"strings"
	"unicode"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"

	"sente/internal/fault"
)

// checking walks the tree of an expression: it refuses what is not allowed, at its
// place, and makes of the rest a tree that cannot fail on unknown values.
type checking struct {
	source file.Source
	err    *fault.Error // the first fault
	vars   []field      // of let, the innermost last
	items  []*shape     // what # is, the innermost last
	uses   map[string]bool
}

// anything is the shape of what was refused: it fits everywhere, so that one fault is
// told once.
var anything = &shape{}

// refuse notes the first fault, at the place of a node.
func (c *checking) refuse(n ast.Node, code, word string) *fault.Error {
	line, column := place(c.source, n.Location().From)
	e := fault.New(fault.Invalid, code).With("line", line).With("column", column).With("word", word)
	if c.err == nil {
		c.err = e
	}
	return e
}

// place is the line and column, both from 1, of the code point at a position.
func place(source file.Source, at int) (line, column int) {
	line, column = 1, 1
	for i, r := range []rune(source.String()) {
		if i >= at {
			break
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// visit checks a node; it gives the node that takes its place, and its shape.
func (c *checking) visit(n ast.Node) (ast.Node, *shape) {
	switch n := n.(type) {
	case *ast.NilNode:
		return n, &shape{kind: Unknown}
	case *ast.BoolNode:
		return n, &shape{kind: YesNo, sure: true}
	case *ast.IntegerNode:
		return moved(&ast.FloatNode{Value: float64(n.Value)}, n), &shape{kind: Number}
	case *ast.FloatNode:
		return n, &shape{kind: Number}
	case *ast.StringNode:
		return n, &shape{kind: Text, says: &n.Value}
	case *ast.IdentifierNode:
		return n, c.name(n)
	case *ast.ChainNode:
		return c.visit(n.Node)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.PointerNode:
		return c.pointer(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.ArrayNode:
		return c.list(n)
	case *ast.VariableDeclaratorNode:
		return c.variable(n)
	case *ast.CallNode:
		return c.call(n)
	case *ast.BuiltinNode:
		return c.loop(n)
	}
	c.refuse(n, "own_syntax", c.word(n))
	return n, anything
}

// moved gives a new node the place of an old one.
func moved(n, old ast.Node) ast.Node {
	n.SetLocation(old.Location())
	return n
}

// ask is a call of one of the functions of run.go, in the place of a node.
func ask(old ast.Node, name string, args ...ast.Node) ast.Node {
	return moved(&ast.CallNode{Callee: moved(&ast.IdentifierNode{Value: name}, old), Arguments: args}, old)
}

// running is the evaluation that goes on, as an argument of a function.
func running(old ast.Node) ast.Node { return moved(&ast.IdentifierNode{Value: theRun}, old) }

func (c *checking) name(n *ast.IdentifierNode) *shape {
	for _, v := range slices.Backward(c.vars) {
		if v.name == n.Value {
			return v.shape
		}
	}
	if n.Value == today {
		return &shape{kind: Date}
	}
	if f := known().dossier.field(n.Value); f != nil {
		c.uses[n.Value] = true
		return f.shape
	}
	c.refuse(n, "own_name", n.Value).With("allowed", nearest(n.Value, c.names()))
	return anything
}

// names are all names that may stand at the beginning of a path.
func (c *checking) names() []string {
	out := append(known().dossier.names(), today)
	for _, v := range c.vars {
		out = append(out, v.name)
	}
	return out
}

func (c *checking) pointer(n *ast.PointerNode) (ast.Node, *shape) {
	if n.Name != "" || len(c.items) == 0 {
		c.refuse(n, "own_syntax", "#"+n.Name)
		return n, anything
	}
	return n, c.items[len(c.items)-1]
}

func (c *checking) member(n *ast.MemberNode) (ast.Node, *shape) {
	base, of := c.visit(n.Node)
	key, is := c.visit(n.Property)
	out := ask(n, fnAt, running(n), base, key)
	name := ""
	if is.says != nil {
		name = *is.says
	}
	switch of.kind {
	case "":
		return out, anything
	case Record:
		if f := of.field(name); f != nil && is.says != nil {
			return out, f.shape
		}
		wrong := c.word(n.Property)
		c.refuse(n.Property, "own_field", wrong).With("allowed", nearest(wrong, of.names()))
	case Table:
		c.wants(n.Property, is, Text)
		if is.says != nil && of.values != nil && !slices.Contains(of.values, name) {
			c.refuse(n.Property, "own_value", name).With("allowed", nearest(name, of.values))
		}
		return out, of.of
	case List:
		c.wants(n.Property, is, Number)
		return out, of.of
	default:
		c.refuse(n.Property, "own_no_fields", c.word(n.Property)).With("have", of.kind)
	}
	return out, anything
}

// wants refuses a node whose value is not of one of the kinds.
func (c *checking) wants(n ast.Node, is *shape, kinds ...Kind) bool {
	if is.kind == "" || slices.Contains(kinds, is.kind) {
		return true
	}
	c.refuse(n, "own_kind", c.word(n)).With("want", kinds[0]).With("have", is.kind)
	return false
}

// truth makes a yes or no of a node: unknown is no.
func (c *checking) truth(n ast.Node) ast.Node {
	out, is := c.visit(n)
	c.wants(n, is, YesNo)
	if is.sure {
		return out
	}
	return ask(n, fnTruth, out)
}

func (c *checking) unary(n *ast.UnaryNode) (ast.Node, *shape) {
	if n.Operator == "not" || n.Operator == "!" {
		n.Node = c.truth(n.Node)
		return n, &shape{kind: YesNo, sure: true}
	}
	arg, is := c.visit(n.Node)
	c.wants(n.Node, is, Number)
	zero := moved(&ast.FloatNode{}, n)
	return ask(n, fnSum, moved(&ast.StringNode{Value: n.Operator}, n), zero, arg), &shape{kind: Number}
}

func (c *checking) conditional(n *ast.ConditionalNode) (ast.Node, *shape) {
	n.Cond = c.truth(n.Cond)
	var yes, no *shape
	n.Exp1, yes = c.visit(n.Exp1)
	n.Exp2, no = c.visit(n.Exp2)
	return n, c.join(n, yes, no)
}

// join is the shape of a value that is one of two.
func (c *checking) join(n ast.Node, a, b *shape) *shape {
	switch {
	case a.kind == "" || b.kind == "":
		return anything
	case a.kind == Unknown:
		return loose(b)
	case b.kind == Unknown || a.kind == b.kind || b.kind == Text && a.kind == Stage:
		return loose(a)
	case b.kind == Stage && a.kind == Text:
		return loose(b)
	}
	c.refuse(n, "own_kinds", c.word(n)).With("left", a.kind).With("right", b.kind)
	return anything
}

// loose is a shape without what only one of two values has.
func loose(s *shape) *shape {
	out := *s
	out.sure, out.says = false, nil
	return &out
}

func (c *checking) list(n *ast.ArrayNode) (ast.Node, *shape) {
	out := &shape{kind: List, of: anything}
	for i := range n.Nodes {
		var is *shape
		n.Nodes[i], is = c.visit(n.Nodes[i])
		c.wants(n.Nodes[i], is, Text, Number, Date, Stage)
		if i > 0 {
			out.of = c.join(n.Nodes[i], out.of, is)
		} else {
			out.of = loose(is)
		}
		if is.says != nil {
			out.values = append(out.values, *is.says)
		}
	}
	return n, out
}

func (c *checking) variable(n *ast.VariableDeclaratorNode) (ast.Node, *shape) {
	var is *shape
	n.Value, is = c.visit(n.Value)
	if strings.HasPrefix(n.Name, "_") || slices.Contains(append(c.names(), Functions()...), n.Name) {
		c.refuse(n, "own_variable", n.Name)
	}
	c.vars = append(c.vars, field{n.Name, 0, loose(is)})
	defer func() { c.vars = c.vars[:len(c.vars)-1] }()
	n.Expr, is = c.visit(n.Expr)
	return n, is
}

// word is what stands at the place of a node.
func (c *checking) word(n ast.Node) string { return word(c.source, n.Location().From) }

// word is what stands at a position of the source, for messages.
func word(source file.Source, at int) string {
	const most = 30
	text := []rune(source.String())
	if at >= len(text) {
		return ""
	}
	if !letter(text[at]) {
		return string(text[at])
	}
	end := at
	for end < len(text) && end-at < most && letter(text[end]) {
		end++
	}
	return string(text[at:end])
}

// letter reports whether r may stand in a name or a number.
func letter(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
