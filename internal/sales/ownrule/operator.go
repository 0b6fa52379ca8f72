package ownrule

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"sente/internal/sales/calendar"
)

// Operators lists the operators, for messages and help.
func Operators() []string {
	return []string{"and", "or", "not", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%",
		"in", "contains", "startsWith", "endsWith", "??", "? :"}
}

// Functions lists the functions, for messages and help.
func Functions() []string {
	return []string{"all", "any", "none", "one", "count", "filter", "map", "len", "days", "date"}
}

// MostNested is how deep loops (all, any, count …) may stand in each other.
const MostNested = 2

func (c *checking) binary(n *ast.BinaryNode) (ast.Node, *shape) {
	yesNo := &shape{kind: YesNo, sure: true}
	switch n.Operator {
	case "and", "&&", "or", "||":
		n.Left, n.Right = c.truth(n.Left), c.truth(n.Right)
		return n, yesNo
	case "==", "!=":
		return c.equal(n), yesNo
	case "<", "<=", ">", ">=":
		return c.ordered(n), yesNo
	case "+", "-", "*", "/", "%":
		return c.sum(n)
	case "in":
		return c.in(n), yesNo
	case "contains", "startsWith", "endsWith":
		return c.text(n), yesNo
	case "??":
		var a, b *shape
		n.Left, a = c.visit(n.Left)
		n.Right, b = c.visit(n.Right)
		return n, c.join(n, a, b)
	}
	c.refuse(n, "own_operator", n.Operator).With("allowed", Operators())
	return n, anything
}

// both visits the two sides of an operator.
func (c *checking) both(n *ast.BinaryNode) (left, right ast.Node, a, b *shape) {
	left, a = c.visit(n.Left)
	right, b = c.visit(n.Right)
	return left, right, a, b
}

func operator(n *ast.BinaryNode) ast.Node { return moved(&ast.StringNode{Value: n.Operator}, n) }

// equal compares: with nil it asks whether something is known, else what is
// unknown equals nothing, and differs from nothing.
func (c *checking) equal(n *ast.BinaryNode) ast.Node {
	left, right, a, b := c.both(n)
	if a.kind == Unknown || b.kind == Unknown {
		if a.kind == Unknown {
			left = right
		}
		return ask(n, fnKnown, left, operator(n))
	}
	c.fits(n, a, b)
	if same := c.join(n, a, b); same.kind != "" {
		c.wants(n.Left, a, YesNo, Number, Text, Date, Stage)
	}
	return ask(n, fnSame, operator(n), left, right)
}

// fits refuses a text that is none of a closed list beside which it stands.
func (c *checking) fits(n *ast.BinaryNode, a, b *shape) {
	check := func(at ast.Node, says *string, of *shape) {
		if says != nil && len(of.values) > 0 && of.kind != List && !slices.Contains(of.values, *says) {
			c.refuse(at, "own_value", *says).With("allowed", of.values)
		}
	}
	check(n.Right, b.says, a)
	check(n.Left, a.says, b)
}

func (c *checking) ordered(n *ast.BinaryNode) ast.Node {
	left, right, a, b := c.both(n)
	c.fits(n, a, b)
	if same := c.join(n, a, b); same.kind != "" {
		c.wants(n, same, Number, Date, Stage)
	}
	return ask(n, fnOrder, operator(n), left, right)
}

// sum checks arithmetic: of numbers, the days between two dates, and a date some
// days before or after another.
func (c *checking) sum(n *ast.BinaryNode) (ast.Node, *shape) {
	left, right, a, b := c.both(n)
	out := ask(n, fnSum, operator(n), left, right)
	if a.kind == Date && (n.Operator == "-" || n.Operator == "+") {
		if b.kind == Date && n.Operator == "-" {
			return out, &shape{kind: Number}
		}
		c.wants(n.Right, b, Number)
		return out, &shape{kind: Date}
	}
	c.wants(n.Left, a, Number)
	c.wants(n.Right, b, Number)
	return out, &shape{kind: Number}
}

func (c *checking) in(n *ast.BinaryNode) ast.Node {
	left, right, a, b := c.both(n)
	if c.wants(n.Right, b, List) && b.kind == List {
		c.join(n, a, b.of)
		if a.says != nil {
			c.fits(n, a, b.of)
		}
		for _, v := range b.values {
			if len(a.values) > 0 && !slices.Contains(a.values, v) {
				c.refuse(n.Right, "own_value", v).With("allowed", a.values)
			}
		}
	}
	return ask(n, fnIn, running(n), left, right)
}

func (c *checking) text(n *ast.BinaryNode) ast.Node {
	left, right, a, b := c.both(n)
	c.wants(n.Left, a, Text, Stage)
	c.wants(n.Right, b, Text)
	return ask(n, fnText, running(n), operator(n), left, right)
}

// call checks the functions that are no loops.
func (c *checking) call(n *ast.CallNode) (ast.Node, *shape) {
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		c.refuse(n, "own_function", c.word(n)).With("allowed", Functions())
		return n, anything
	}
	args, shapes := make([]ast.Node, len(n.Arguments)), make([]*shape, len(n.Arguments))
	for i := range args {
		args[i], shapes[i] = c.visit(n.Arguments[i])
	}
	switch name := callee.Value; {
	case name == "len" && len(args) == 1:
		c.wants(n.Arguments[0], shapes[0], List, Text)
		return ask(n, fnLen, args[0]), &shape{kind: Number}
	case name == "days" && (len(args) == 1 || len(args) == 2):
		for i := range args {
			c.wants(n.Arguments[i], shapes[i], Date)
		}
		if len(args) == 1 {
			args = append(args, moved(&ast.IdentifierNode{Value: today}, n))
		}
		return ask(n, fnDays, args...), &shape{kind: Number}
	case name == "date" && len(args) == 1:
		return c.date(n, shapes[0])
	case slices.Contains(Functions(), name):
		c.refuse(n, "own_arguments", name)
	default:
		c.refuse(n, "own_function", name).With("allowed", Functions())
	}
	return n, anything
}

// date reads the text of a date when the rule is written.
func (c *checking) date(n *ast.CallNode, is *shape) (ast.Node, *shape) {
	if is.kind != "" {
		if is.says == nil {
			c.refuse(n.Arguments[0], "own_date", c.word(n.Arguments[0]))
		} else if _, err := calendar.ParseDay(*is.says); err != nil {
			c.refuse(n.Arguments[0], "own_date", *is.says)
		}
	}
	return ask(n, fnDate, n.Arguments[0]), &shape{kind: Date}
}

// loop checks the functions that ask something of each item of a list.
func (c *checking) loop(n *ast.BuiltinNode) (ast.Node, *shape) {
	if !slices.Contains(Functions(), n.Name) {
		c.refuse(n, "own_function", n.Name).With("allowed", Functions())
		return n, anything
	}
	if len(n.Arguments) != 2 {
		c.refuse(n, "own_arguments", n.Name)
		return n, anything
	}
	body, ok := n.Arguments[1].(*ast.PredicateNode)
	if !ok {
		c.refuse(n, "own_arguments", n.Name)
		return n, anything
	}
	if len(c.items) == MostNested {
		c.refuse(n, "own_nested", n.Name).With("limit", MostNested)
		return n, anything
	}
	given := n.Arguments[0]
	list, of := c.visit(given)
	c.wants(given, of, List)
	item := anything
	if of.kind == List {
		item = of.of
	}
	c.items = append(c.items, item)
	each := c.each(n, body)
	c.items = c.items[:len(c.items)-1]
	n.Arguments[0] = ask(given, fnList, list)
	switch n.Name {
	case "count":
		return ask(n, fnReal, n), &shape{kind: Number}
	case "filter":
		return n, of
	case "map":
		return n, &shape{kind: List, of: each}
	}
	return n, &shape{kind: YesNo, sure: true}
}

// each checks what a loop asks of each item, and lets it pay for its work.
func (c *checking) each(n *ast.BuiltinNode, body *ast.PredicateNode) *shape {
	cost := moved(&ast.IntegerNode{Value: size(body.Node)}, body)
	out, is := c.visit(body.Node)
	if n.Name != "map" {
		c.wants(body.Node, is, YesNo)
		if !is.sure {
			out = ask(body, fnTruth, out)
		}
	}
	body.Node = ask(body, fnPay, running(body), cost, out)
	return loose(is)
}

// size is the number of nodes of a tree.
func size(n ast.Node) int {
	var s sizer
	ast.Walk(&n, &s)
	return int(s)
}

type sizer int

// Visit counts a node.
func (s *sizer) Visit(*ast.Node) { *s++ }
