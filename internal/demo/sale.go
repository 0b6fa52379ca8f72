package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// sale is a deal of the story. Texts hold one thing per line.
type sale struct {
	name, customer, product, owner string

	wan   int64  // amount in 10,000 yuan; 0 unknown
	close int    // expected close in days from today; 0 unknown
	next  int    // next action in days from today; 0 none
	path  []int  // days ago on which it entered S1, S2, …
	card  string // MAN, four questions, ten risk items: "yyy yyyn 2221122211"; - is unknown
	veto  string // items
	place string // position: values of its closed lists, and the temperature
	goal  string // quantity/what/who; "" for none
	gate  string // judging of the present gate: "X1+ X2? X3- X4o", accepted, waiting, refused, overridden
	force string // criterion that was overridden on the way: "S2.X5"
	back  string // a step back: "15 S3 reason"

	people string // see figure
	edges  string // "甲>乙 丙>乙"
	rivals string // name position [incumbent] seen@60 intel@10 [plan:…]
	notes  string // "30 text", "30 gu: text"
	tasks  string // "+3 text", "-2 gu: text", "x5 text" done five days ago, "+1 #RF-06 text", "#RF-19@甲"
	needs  string // "1 text", by layer; "5? text" is our own assumption
	marks  string // criteria: "30 solution 8 *name", weight, kind, our score, featured
	info   string // "7+ text", "7~ text": item, confirmed or partial
	around string // "30 objection | text | who": see fact
	tags   string
	end    end
}

// end is how a sale ended; the zero value is open.
type end struct {
	ago     int
	as      string // won, lost, abandoned, downgraded
	to, why string
	early   bool // won by the manager, past gates that are open
}

// running is a sale as it is played.
type running struct {
	sale
	id       record.ID
	owner    org.Actor
	boss     org.Actor
	customer *known
	people   map[string]deal.Person
	review   record.ID // that is told
}

// planSale puts everything of a sale on its days.
func (t *teller) planSale(s sale) error {
	x := &running{sale: s, customer: t.customers[s.customer], people: map[string]deal.Person{}}
	x.owner, x.boss = t.staff[s.owner], t.chief(s.owner)
	t.on(s.path[0], "start of "+s.name, func(ctx context.Context) error { return x.begin(ctx, t) })
	figures, err := x.figures()
	if err != nil {
		return err
	}
	for _, f := range figures {
		t.planFigure(x, f)
	}
	t.planEdges(x, figures)
	if err := t.planCard(x); err != nil {
		return err
	}
	for _, plan := range []func(*running) error{t.planRivals, t.planKnown, t.planAround, t.planNotes,
		t.planTasks, t.planGates} {
		if err := plan(x); err != nil {
			return err
		}
	}
	t.planEnd(x)
	return nil
}

// soon is a day shortly after the start, within the life of the sale.
func (x *running) soon(days int) int { return max(x.path[0]-days, x.end.ago+1, 1) }

// late is the day of the last update of where it stands.
func (x *running) late() int {
	last := x.path[len(x.path)-1]
	if x.end.ago > 0 {
		return max((last+x.end.ago)/2, x.end.ago)
	}
	return max(min(last-2, 9), 1)
}

// figures are the people of the sale with their days filled in. A past sale for
// which none are written has the usual three.
func (x *running) figures() ([]figure, error) {
	text := x.sale.people
	if text == "" && x.end.ago > 0 {
		text = x.usual()
	}
	out, err := parseFigures(text)
	for i := range out {
		f := &out[i]
		if x.end.ago > 0 {
			f.last = max(f.last, x.end.ago+2)
		}
		if f.since == 0 {
			f.since = x.path[0] - 4 - 5*i
		}
		if f.joined > 0 {
			f.since = f.joined - 1
		}
		f.since = max(f.since, 2, x.end.ago+2)
		f.last = min(max(f.last, f.left+1), f.since)
	}
	return out, err
}

// usual are the first people of the customer: the highest decides, the next are
// gatekeeper and user.
func (x *running) usual() string {
	support := []string{"+1>+3", "+1>+3", "+2>+4"}
	if x.end.as != "won" {
		support = []string{"-1", "+1>-2", "+2"}
	}
	lines, roles := []string{}, []string{"EB H c2 G", "TB H c2 T", "UB M c3 T"}
	for i, word := range x.customer.order[:min(3, len(x.customer.order))] {
		lines = append(lines, strings.ReplaceAll(word, " ", "_")+" "+roles[i]+" "+support[i]+" r")
	}
	return strings.Join(lines, "\n")
}

func (x *running) begin(ctx context.Context, t *teller) error {
	f := app.NewDeal{Fields: deal.Fields{Name: x.name, AccountID: x.customer.id,
		ProductID: t.products[x.product], EngagedOn: t.app.Today()}}
	made, err := t.app.AddDeal(ctx, x.owner, f)
	if err != nil {
		return err
	}
	x.id = made.ID
	if tags := strings.Fields(x.tags); len(tags) > 0 {
		if _, err := t.app.PutTags(ctx, x.owner, x.ref(), tags); err != nil {
			return err
		}
	}
	if strings.Contains(x.notes+x.tasks, "gu: ") {
		return t.app.PutMember(ctx, x.owner, x.id, deal.Member{UserID: t.staff["gu"].ID, Role: "presales"})
	}
	return nil
}

func (x *running) ref() record.Ref { return record.Ref{Kind: record.Deal, ID: x.id} }

// edit changes fields of the deal.
func (x *running) edit(ctx context.Context, t *teller, p patch) error {
	sheet, err := t.app.Sheet(ctx, x.owner, x.id)
	if err != nil {
		return err
	}
	_, err = t.app.EditDeal(ctx, x.owner, x.id, sheet.Deal.Version, p.json())
	return err
}

// planCard puts the qualification, the objective and the position on their days:
// first answers, the whole card with a first estimate, the objective when S2
// begins, and where it stands of late.
func (t *teller) planCard(x *running) error {
	card := strings.Fields(x.card)
	if len(card) != 3 || len(card[0]) != 3 || len(card[1]) != 4 || len(card[2]) != 10 {
		return fmt.Errorf("not a card: %q", x.card)
	}
	change := func(ago int, of func() patch) {
		t.on(ago, "edit of "+x.name, func(ctx context.Context) error { return x.edit(ctx, t, of()) })
	}
	change(x.soon(1), func() patch { return answers(card) })
	change(x.soon(3), func() patch {
		return estimate(card[2], x.veto).and(x.forecast(t.today, -24,
			x.wan*8/10))
	})
	ready := x.soon(6)
	if len(x.path) > 1 {
		ready = min(ready, x.path[1]-1)
	}
	if x.goal != "" {
		change(max(ready, x.end.ago+1), func() patch { return x.objective(t.app.Today(), t.today) })
	}
	change(x.late(), func() patch { return x.standing(t.today) })
	return nil
}

func (p patch) and(more patch) patch {
	for k, v := range more {
		p[k] = v
	}
	return p
}

func answers(card []string) patch {
	out := patch{}
	word := map[byte]string{'y': "yes", 'n': "no", '-': "unknown"}
	for i, field := range []string{"man_m", "man_a", "man_n"} {
		out[field] = word[card[0][i]]
	}
	for i, field := range []string{"q1", "q2", "q3", "q4"} {
		out[field] = word[card[1][i]]
	}
	return out
}

func estimate(points, veto string) patch {
	risk := map[qualify.Item]int{}
	for i, item := range qualify.Item("").All() {
		if points[i] != '-' {
			risk[item] = int(points[i] - '0')
		}
	}
	return patch{"risk": risk, "veto": strings.Fields(veto)}
}

// forecast is amount and expected close, so many days off what they became.
func (x *running) forecast(today calendar.Day, off int, wan int64) patch {
	out := patch{"amount": yuan(wan)}
	if x.close != 0 {
		out["expected_close"] = today.Add(x.close + off)
	}
	return out
}

func (x *running) objective(now, today calendar.Day) patch {
	part := append(strings.Split(x.goal, "/"), "", "")
	out := patch{"sso_quantity": part[0], "sso_what": part[1], "sso_who": part[2], "sso_revenue": yuan(x.wan),
		"roles_reviewed_on": now}
	if x.close != 0 {
		out["sso_when"] = today.Add(x.close).String()
	}
	return out.and(x.forecast(today, 0, x.wan))
}

// standing is the position of late, and the next action.
func (x *running) standing(today calendar.Day) patch {
	out := patch{"amount": yuan(x.wan)}
	if x.next != 0 {
		out["next_action_on"] = today.Add(x.next)
	}
	for word := range strings.FieldsSeq(x.place) {
		if n, err := strconv.Atoi(word); err == nil {
			out["temperature"] = n
			continue
		}
		for _, list := range positions {
			if list.has(word) {
				out[list.field] = word
			}
		}
	}
	return out
}

// positions are the fields of a deal's position and what is in their lists.
var positions = []struct {
	field string
	has   func(string) bool
}{
	{"buyer_stage", func(w string) bool { return playbook.BuyerStage(w).Valid() }},
	{"procurement_mode", func(w string) bool { return strategy.Procurement(w).Valid() }},
	{"entry_timing", func(w string) bool { return strategy.EntryTiming(w).Valid() }},
	{"urgency", func(w string) bool { return strategy.Urgency(w).Valid() }},
	{"competition", func(w string) bool { return strategy.Competition(w).Valid() }},
	{"home", func(w string) bool { return strategy.Home(w).Valid() }},
}
