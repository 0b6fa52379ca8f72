package worksheet

import (
	"slices"
	"strconv"

	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

type reader struct {
	d *strategy.Dossier
	g *strategy.Diagnosis
}

// items are the facts that a question needs in the stage of the deal (method.md
// 13, column Inputs; from which stage on they are due is ours).
func (r *reader) items(n Number) []Item {
	return [Numbers]func() []Item{r.wants, r.position, r.key, r.rating, r.power, r.gains, r.handling,
		r.resources, r.rivalry}[n-1]()
}

// fact is a fact of the deal that is known when it has a value.
func fact(code string, values ...string) Item {
	values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
	return Item{Code: code, Values: values, Met: len(values) > 0}
}

// count is a fact of the deal that is known when there is one.
func count(code string, n int) Item {
	x := fact(code, strconv.Itoa(n))
	x.Met = n > 0
	return x
}

// of makes a fact one about a person.
func (x Item) of(p *strategy.Person) Item {
	x.About = p.ID
	return x
}

// when is a fact that counts when a condition holds, however much is known of it.
func (x Item) when(met bool) Item {
	x.Met = met
	return x
}

// wants: what does the customer really want? The objective in its five slots, a
// need of layer 1 or 2, the written need, a value in numbers.
func (r *reader) wants() []Item {
	sso := &r.d.Deal.SSO
	deep := 0
	for _, n := range r.d.Needs {
		if n.Layer == 1 || n.Layer == 2 {
			deep++
		}
	}
	out := []Item{fact("sso_when", sso.When), fact("sso_quantity", sso.Quantity), fact("sso_what", sso.What),
		fact("sso_who", sso.Who), fact("sso_revenue", sum(sso.Revenue)), count("goal_needs", deep)}
	if r.due(playbook.S4) {
		out = append(out, fact("need_doc_at", r.d.Deal.NeedDocAt.String()), count("measured", r.measured()))
	}
	return out
}

// measured counts the gains of deciders that have a metric or a target.
func (r *reader) measured() (n int) {
	for i := range r.g.Persons {
		for _, x := range r.g.Persons[i].Results {
			if r.g.Persons[i].Present && (x.Metric != "" || x.Target != "") {
				n++
			}
		}
	}
	return n
}

// position: where am I?
func (r *reader) position() []Item {
	d := &r.d.Deal
	return []Item{fact("stage", string(d.Stage)), fact("buyer_stage", string(d.BuyerStage)),
		fact("urgency", string(d.Urgency)), fact("competition", string(d.Competition)),
		fact("temperature", whole100(d.Temperature)), fact("budget_status", string(d.Budget.Status)).
			when(d.Budget.Status != "" && d.Budget.Status != strategy.BudgetUnknown)}
}

// key: who are the key people? Each role with its holders, verified, and a coach
// who passes the three tests.
func (r *reader) key() []Item {
	out := []Item{}
	for _, x := range []struct {
		code string
		role influence.Role
		from playbook.Stage
	}{{"holders_eb", influence.EB, playbook.S1}, {"holders_tb", influence.TB, playbook.S2},
		{"holders_ub", influence.UB, playbook.S2}} {
		if r.due(x.from) {
			out = append(out, fact(x.code, r.ids(func(p *strategy.Person) bool { return has(p, x.role) })...))
		}
	}
	if r.due(playbook.S2) {
		valid := func(p *strategy.Person) bool { return has(p, influence.CO) && p.Coach.Passed() }
		out = append(out, fact("valid_coaches", r.ids(valid)...))
	}
	return append(out, r.each(isDecider, func(p *strategy.Person) Item {
		return fact("role_verified", yes(p.RoleVerified))
	})...)
}

// rating: how does the customer rate me? Support and feedback mode of each key
// person.
func (r *reader) rating() []Item {
	return r.each(isKey, func(p *strategy.Person) Item {
		v := ""
		if p.Support != 0 {
			v = strconv.Itoa(int(p.Support))
		}
		return fact("support", v)
	}, func(p *strategy.Person) Item { return fact("mode", string(p.Current)) })
}

// power: who decides? The influence of each key person, who moves whom, and from
// S3 on the criteria.
func (r *reader) power() []Item {
	out := r.each(isKey, func(p *strategy.Person) Item { return fact("influence", string(p.Level)) })
	if len(r.ids(isKey)) > 1 {
		out = append(out, count("relations", len(r.d.Edges)))
	}
	if r.due(playbook.S3) {
		out = append(out, count("criteria", len(r.d.Criteria)))
	}
	return out
}

// gains: what do they really want? What the organisation of each decider gains,
// what the person gains who decides, and one difference of ours that matters.
func (r *reader) gains() []Item {
	out := r.each(isDecider, func(p *strategy.Person) Item { return count("result_count", len(p.Results)) })
	weighty := func(p *strategy.Person) bool {
		return p.Key && (has(p, influence.EB) || p.Level == influence.High)
	}
	out = append(out, r.each(weighty, func(p *strategy.Person) Item {
		return count("win_count", len(p.Wins))
	})...)
	unique := 0
	for _, s := range r.d.Strengths {
		if s.Unique && len(s.Linked) > 0 {
			unique++
		}
	}
	return append(out, count("differences", unique))
}

// handling: how to handle key people? For each a plan, or a visit that is planned;
// how near we are; and the next step on the deal.
func (r *reader) handling() []Item {
	out := r.each(isKey, func(p *strategy.Person) Item {
		return fact("contact", strconv.Itoa(int(p.Contact))).when(p.Contact > influence.NoContact)
	}, func(p *strategy.Person) Item {
		return fact("plan", p.Plan, r.visit(p.ID))
	})
	next := r.d.Deal.NextActionAt
	for _, c := range r.d.Calls {
		if c.At >= r.d.AsOf && (next < r.d.AsOf || c.At < next) {
			next = c.At
		}
	}
	for _, a := range r.d.Actions {
		if a.At >= r.d.AsOf && (next < r.d.AsOf || a.At < next) {
			next = a.At
		}
	}
	return append(out, fact("next_at", next.String()).when(next >= r.d.AsOf))
}

// visit is the day of the next planned visit to a person; "" for none.
func (r *reader) visit(id string) string {
	for _, c := range r.d.Calls {
		if c.At > r.d.AsOf && slices.Contains(c.Who, id) {
			return c.At.String()
		}
	}
	return ""
}

// effectDays is after how many days the effect of a resource is to be rated
// (RF-71).
const effectDays = 14

// resources: how to use resources? At least one is planned, each for something,
// briefed by its day, and its effect rated.
func (r *reader) resources() []Item {
	kinds := []string{}
	for _, b := range r.d.Bookings {
		kinds = append(kinds, string(b.Kind))
	}
	slices.Sort(kinds)
	out := []Item{fact("booking", slices.Compact(kinds)...)}
	for _, b := range r.d.Bookings {
		of := func(x Item) Item {
			x.Name = b.At.String()
			return x
		}
		purpose := b.Flag
		if purpose == "" {
			purpose = b.With
		}
		out = append(out, of(fact("purpose", purpose)))
		if b.At <= r.d.AsOf {
			out = append(out, of(fact("briefed", yesNo(b.Briefed)).when(b.Briefed != nil && *b.Briefed)))
		}
		if b.At.Add(effectDays) <= r.d.AsOf {
			out = append(out, of(fact("effect", whole100(b.Effect))))
		}
	}
	return out
}

// rivalry: what about competition? The ground, the rivals or that there is none,
// how each stands, what we last heard of him, and from S3 on a plan against him.
func (r *reader) rivalry() []Item {
	sole := r.d.Deal.Competition == strategy.Sole
	rivals := count("rivals", len(r.d.Competitors)).when(sole || len(r.d.Competitors) > 0)
	out := []Item{fact("home", string(r.d.Deal.Home)), rivals, count("strengths", len(r.d.Strengths))}
	for _, c := range r.d.Competitors {
		of := func(x Item) Item {
			x.Name = c.Name
			return x
		}
		out = append(out, of(fact("position", string(c.Position))),
			of(fact("last_intel_at", c.LastIntelAt.String())))
		if r.due(playbook.S3) {
			out = append(out, of(fact("counter_plan", yes(c.CounterPlan))))
		}
	}
	return out
}

// each asks something of every person of a sort.
func (r *reader) each(sort func(*strategy.Person) bool, ask ...func(*strategy.Person) Item) []Item {
	out := []Item{}
	for i := range r.g.Persons {
		if p := &r.g.Persons[i]; sort(p) {
			for _, one := range ask {
				out = append(out, one(p).of(p))
			}
		}
	}
	return out
}

// ids are the persons of a sort.
func (r *reader) ids(sort func(*strategy.Person) bool) (out []string) {
	for i := range r.g.Persons {
		if p := &r.g.Persons[i]; sort(p) {
			out = append(out, p.ID)
		}
	}
	return out
}

func isKey(p *strategy.Person) bool { return p.Key }

// isDecider reports whether a person has a say that no other can replace: EB, TB
// or UB.
func isDecider(p *strategy.Person) bool {
	return has(p, influence.EB) || has(p, influence.TB) || has(p, influence.UB)
}

func has(p *strategy.Person, role influence.Role) bool {
	return p.Present && slices.Contains(p.Roles, role)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func yesNo(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return "yes"
	}
	return "no"
}

// sum is a known sum in major units; "" unknown.
func sum(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// whole100 is a known number without decimals; "" unknown.
func whole100(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', 0, 64)
}
