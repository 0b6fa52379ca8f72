package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/money"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
	"sente/internal/sales/strategy"
)

// gambler does to a deal whatever comes to his mind; most of it succeeds.
type gambler struct {
	*table
	*rand.Rand
	ctx    context.Context
	people []deal.Person
	veils  bool // he also hides coaches, and shows them again
	done   map[string]int
	other  record.ID // another deal of the same people
}

func (g *gambler) note(what string, err error) {
	if err == nil {
		g.done[what]++
	}
}

func (g *gambler) who() deal.Person {
	if len(g.people) == 0 {
		return deal.Person{}
	}
	id := g.people[g.IntN(len(g.people))].ID
	p, err := g.DB.Reads().Person(g.ctx, g.As(g.Mina).Scope(org.ReadDeals), id)
	if err != nil {
		return deal.Person{}
	}
	return p
}

func (g *gambler) of(choices ...string) string { return choices[g.IntN(len(choices))] }

func (g *gambler) come() {
	roles := [][]influence.Role{{influence.TB}, {influence.UB}, {influence.PB}, {influence.UB, influence.CO}, {influence.CO}}[g.IntN(5)]
	hides := roles[len(roles)-1] == influence.CO && g.IntN(2) == 0
	in := app.NewInfluence{NewContact: &app.NewContact{Name: fmt.Sprintf("人%d", g.IntN(1e6))}}
	in.Roles, in.Hidden, in.Level = roles, hides, influence.Level(g.of("H", "M", "L"))
	p, err := g.App.AddInfluence(g.ctx, g.As(g.Mina), g.id, in)
	g.note("come", err)
	if err == nil {
		g.people = append(g.people, p)
		if g.IntN(3) == 0 {
			_, err = g.App.AddInfluence(g.ctx, g.As(g.Mina), g.other, app.NewInfluence{ContactID: p.ContactID})
			g.note("shared", err)
		}
	}
}

// onPeople are acts on a person and around him.
func (g *gambler) onPeople() {
	p, q := g.who(), g.who()
	mina := g.As(g.Mina)
	switch g.IntN(9) {
	case 0, 1:
		g.come()
	case 2:
		g.note("observe", g.observe(p, "support", g.of("-5", "-2", "1", "3", "5", "null")))
	case 3:
		g.note("mode", g.observe(p, "mode", g.of(`"G"`, `"T"`, `"OC"`)))
	case 4:
		g.note("edge", g.App.PutEdge(g.ctx, mina, g.id, p.ID, q.ID))
	case 5:
		g.note("unedge", g.App.RemoveEdge(g.ctx, mina, g.id, p.ID, q.ID))
	case 6:
		patch := fmt.Sprintf(`{"plan":"方案 %d","competitor_ties":["北辰"]}`, g.IntN(99))
		if g.veils && g.IntN(2) == 0 {
			patch = `{"hidden":` + g.of("true", "false") + `}`
		}
		_, err := g.App.EditInfluence(g.ctx, mina, p.ID, p.Version, []byte(patch))
		g.note("person", err)
	case 7:
		c, err := g.App.Contact(g.ctx, mina, p.ContactID)
		if err == nil {
			_, err = g.App.EditContact(g.ctx, mina, c.ID, c.Version, fmt.Appendf(nil, `{"name":"新名%d","title":"%s"}`, g.IntN(99), g.of("主任", "总经理", "")))
		}
		g.note("contact", err)
	case 8:
		if g.IntN(3) == 0 {
			g.note("gone", g.App.RemoveInfluence(g.ctx, mina, p.ID, p.Version))
		}
	}
}

// onFacts are acts on what is known of the deal.
func (g *gambler) onFacts() {
	mina, on := g.As(g.Mina), g.App.Today()
	var err error
	what := g.IntN(14)
	switch what {
	case 0:
		g.edit(fmt.Sprintf(`{"amount":{"amount":"%d.00","currency":"CNY"},"temperature":%d,"competition":"%s"}`, g.IntN(1e6), g.IntN(101), g.of("sole", "level", "behind")))
	case 1:
		g.edit(fmt.Sprintf(`{"sso_what":"平台 %d","expected_close":"%s","man_m":"%s"}`, g.IntN(99), on.Add(g.IntN(99)), g.of("yes", "no")))
	case 2:
		_, err = g.App.AddNeed(g.ctx, mina, g.id, deal.NeedFields{Text: "需求", Layer: deal.NeedLayer(1 + g.IntN(5)), Place: g.IntN(5), SaidByID: g.who().ID})
	case 3:
		_, err = g.App.AddDecision(g.ctx, mina, g.id, deal.DecisionFields{Name: "价格", Place: g.IntN(5)})
	case 4:
		_, err = g.App.PutInfo(g.ctx, mina, g.id, app.Learnt{Item: 1 + strategy.InfoItem(g.IntN(18)), InfoFields: deal.InfoFields{Status: deal.InfoPartial}})
	case 5:
		_, err = g.App.PutCost(g.ctx, mina, g.id, deal.CostFields{Spent: &money.Amount{Minor: g.Int64N(1e6), Currency: "CNY"}})
	case 6:
		c, bad := g.App.AddCompetitor(g.ctx, mina, g.id, deal.CompetitorFields{Name: fmt.Sprintf("对手%d", g.IntN(1e6)), Backers: []deal.Backer{{PersonID: g.who().ID}}})
		if err = bad; err == nil {
			_, err = g.App.AddIntel(g.ctx, mina, g.id, deal.IntelFields{CompetitorID: c.ID, On: on.Add(-g.IntN(9)), Text: "消息"})
		}
	case 7:
		_, err = g.App.AddVisit(g.ctx, mina, g.id, deal.VisitFields{On: on.Add(-g.IntN(40)), People: []record.ID{g.who().ID}})
	case 8:
		_, err = g.App.AddBooking(g.ctx, mina, g.id, deal.BookingFields{Kind: "partner", On: on, PersonID: g.who().ID, Cost: &money.Amount{Minor: 5, Currency: "CNY"}})
	case 9:
		_, err = g.App.AddStrength(g.ctx, mina, g.id, deal.StrengthFields{Text: "案例", Linked: []record.ID{g.who().ID}})
	case 10:
		_, err = g.App.AddProposal(g.ctx, mina, g.id, deal.ProposalFields{Edition: 1 + g.IntN(3), IssuedOn: on})
	case 11:
		_, err = g.App.AddObjection(g.ctx, mina, g.id, deal.ObjectionFields{Text: "太贵", PersonID: g.who().ID})
	case 12:
		_, err = g.App.PutTags(g.ctx, mina, record.Ref{Kind: record.Deal, ID: g.id}, []string{g.of("重点", "港口", "央企"), g.of("甲", "乙")})
	case 13:
		err = g.App.PutMember(g.ctx, mina, g.id, deal.Member{UserID: g.Tao, Role: "bid"})
		if g.IntN(2) == 0 {
			err = g.App.RemoveMember(g.ctx, mina, g.id, g.Tao)
		}
	}
	g.note(fmt.Sprint("fact", what), err)
}

// onCourse are acts on flags, gates, the customer and the rules; and what is taken away.
func (g *gambler) onCourse() {
	mina, mo, s := g.As(g.Mina), g.As(g.Mo), g.sheet(g.Mina)
	deals := record.Ref{Kind: record.Deal, ID: g.id}
	var err error
	what := g.IntN(10)
	switch what {
	case 0:
		if len(s.Flags) > 0 {
			_, err = g.App.AcceptFlag(g.ctx, mo, s.Flags[g.IntN(len(s.Flags))].ID, app.Acceptance{Reason: "知道", Until: g.App.Today().Add(9)})
		}
	case 1:
		if len(s.Flags) > 0 {
			_, err = g.App.MitigateFlag(g.ctx, mina, s.Flags[g.IntN(len(s.Flags))].ID, app.Mitigation{Strength: "优势"})
		}
	case 2:
		n, bad := g.App.AddNote(g.ctx, mina, deals, "会议纪要")
		if err = bad; err == nil {
			_, err = g.App.SubmitEvidence(g.ctx, mina, g.id, app.Evidence{Criterion: "X4", NoteID: n.ID})
			_, bad = g.App.JudgeEvidence(g.ctx, mo, g.id, app.GateVerdict{Criterion: "X4", Verdict: deal.Accepted})
			g.note("accepted", bad)
		}
		if g.IntN(2) == 0 {
			g.Clock.Pass(time.Hour)
			g.note("evidence gone", g.App.RemoveNote(g.ctx, mina, n.ID, n.Version))
		}
	case 3:
		g.note("handed over", g.App.AssignDeal(g.ctx, mo, g.id, s.Deal.Version, g.Rui))
		s = g.sheet(g.Rui)
		err = g.App.AssignDeal(g.ctx, mo, g.id, s.Deal.Version, g.Mina)
	case 4:
		_, err = g.App.AddAccountEvent(g.ctx, mina, g.Harbor, deal.AccountEventFields{On: g.App.Today().Add(-g.IntN(9)), Text: "改组"})
	case 5:
		x, bad := g.App.Account(g.ctx, mina, g.Harbor)
		if err = bad; err == nil {
			_, err = g.App.EditAccount(g.ctx, mina, g.Harbor, x.Version, fmt.Appendf(nil, `{"name":"海港集团%d","satisfaction":%d}`, g.IntN(99), 1+g.IntN(5)))
		}
	case 6:
		keeper := admin(g.As(g.Ada))
		book, bad := g.App.Rules(g.ctx, keeper)
		if err = bad; err == nil {
			c := rulebook.Content{Changes: []rulebook.Change{{Rule: fmt.Sprintf("RF-%02d", 1+g.IntN(60)), Off: true}}}
			_, err = g.App.SaveRules(g.ctx, keeper, book.Number, rulebook.Draft{Content: c})
			g.note("asked anew", g.App.ReflagAll(g.ctx))
		}
	case 7:
		err = g.App.TrashDeal(g.ctx, mina, g.id, s.Deal.Version)
		g.Clock.Pass(time.Hour)
		g.ok(g.App.Restore(g.ctx, mina, deals))
	case 8:
		if len(s.Facts.Needs) > 0 {
			n := s.Facts.Needs[g.IntN(len(s.Facts.Needs))]
			err = g.App.RemoveNeed(g.ctx, mina, n.ID, n.Version)
		}
	case 9:
		_, err = g.App.LoseDeal(g.ctx, mina, g.id, s.Deal.Version, app.WhyLost{LostTo: "北辰", Reason: "价格"})
		g.Clock.Pass(time.Hour)
		_, bad := g.App.ReopenDeal(g.ctx, mo, g.id, g.version(), "客户改变主意")
		g.note("reopened", bad)
	}
	g.note(fmt.Sprint("course", what), err)
}

// remembered is a sheet as somebody saw it live.
type remembered struct {
	at    time.Time
	who   record.ID
	sheet string
}

// told is a sheet without what is of now by decision: rights, and whether it is of
// earlier; empty lists and none are the same.
func told(t *testing.T, s app.Sheet) string {
	t.Helper()
	s.May, s.AsOf, s.Erased = nil, 0, 0
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(":[]", ":null", ":{}", ":null").Replace(string(b))
}

// differ shows where two texts part.
func differ(a, b string) string {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	from := max(0, at-200)
	return fmt.Sprintf("was …%s\nis  …%s", a[from:min(len(a), at+200)], b[from:min(len(b), at+200)])
}

// TestReplayGivesTheSheetsOfThen plays random histories, remembers the sheet at
// many moments and reads it again at the end.
func TestReplayGivesTheSheetsOfThen(t *testing.T) {
	done := map[string]int{}
	for seed := range uint64(3) {
		eachTable(t, func(t *testing.T, x *table) {
			ctx := context.Background()
			g := &gambler{table: x, Rand: rand.New(rand.NewPCG(11, seed)), ctx: ctx, done: done, veils: seed%2 == 1}
			g.begin(t, seed)
			var seen []remembered
			for step := range 160 {
				[]func(){g.onPeople, g.onFacts, g.onFacts, g.onCourse, g.onPeople}[g.IntN(5)]()
				x.Clock.Pass(time.Duration(g.IntN(30)) * time.Hour)
				if step%10 == 9 {
					x.ok(x.App.ReflagAll(ctx))
				}
				if step%8 == 0 {
					seen = append(seen, g.remember(t)...)
				}
			}
			for i, m := range seen {
				s, err := x.App.SheetAt(ctx, x.As(m.who), x.id, calendar.InstantOf(m.at))
				x.ok(err)
				if i%4 == 0 {
					g.canary(calendar.InstantOf(m.at))
				}
				if is := told(t, s); is != m.sheet {
					t.Fatalf("seed %d, %s: another sheet than then\n%s", seed, m.at, differ(m.sheet, is))
				}
			}
		})
	}
	for what, n := range done {
		t.Log(what, n)
	}
	if len(done) < 34 {
		t.Errorf("only %d kinds of acts ever succeeded: the histories are too poor", len(done))
	}
}

// canary looks at a moment with the eyes of somebody who sees the deal and may not
// know of hidden coaches: nobody is there who is only one now, or was then.
func (g *gambler) canary(at calendar.Instant) {
	g.t.Helper()
	full, err := g.App.SheetAt(g.ctx, g.As(g.Mina), g.id, at)
	g.ok(err)
	seen, err := g.App.SheetAt(g.ctx, g.As(g.Ada), g.id, at)
	g.ok(err)
	d := seen.Diagnosis
	shown, err := json.Marshal([]any{seen.Facts, seen.Flags, seen.Criteria, d.Persons, d.Flags, d.Strengths, d.Cases, seen.Parts})
	g.ok(err)
	secret := map[record.ID]bool{}
	for _, p := range full.Facts.People {
		secret[p.ID] = p.OnlyHidden()
	}
	now, err := g.DB.Reads().PastDeal(g.ctx, g.id, at)
	g.ok(err)
	for id := range deal.OnlyHidden(now.Now) {
		secret[id] = true
	}
	for id, is := range secret {
		if is && bytes.Contains(shown, []byte(id.String())) {
			g.t.Fatalf("%s tells a colleague of the hidden coach %s: %s", at, id, shown)
		}
	}
	if bytes.Contains(shown, []byte(`"hidden":true`)) {
		g.t.Fatalf("%s tells a colleague that there is a hidden coach: %s", at, shown)
	}
}

// begin makes a second deal with the same people, and lets every other history
// begin with a dossier that came from elsewhere.
func (g *gambler) begin(t *testing.T, seed uint64) {
	t.Helper()
	d, err := g.App.AddDeal(g.ctx, g.As(g.Mina), app.NewDeal{Fields: deal.Fields{Name: "二期", AccountID: g.Harbor}})
	g.ok(err)
	g.other = d.ID
	if seed != 2 {
		return
	}
	m := maker{rand.New(rand.NewPCG(9, seed)), g.App.Today()}
	given, err := strategy.ReadDossier([]byte(m.dossier(7)))
	g.ok(err)
	given.Deal.Name, given.Deal.Status, given.Account.Name = "带来的", strategy.Open, "海港集团有限公司"
	var text bytes.Buffer
	g.ok(json.NewEncoder(&text).Encode(given))
	came, err := g.App.ImportDossier(g.ctx, g.As(g.Mo), g.Mina, text.Bytes())
	g.ok(err)
	g.id = came.ID
}

// remember notes the sheet of the owner, and where nobody is shown again or hidden
// later also that of one who knows of no hidden coaches.
func (g *gambler) remember(t *testing.T) (out []remembered) {
	t.Helper()
	readers := []record.ID{g.Mina}
	if !g.veils {
		readers = append(readers, g.Ada)
	}
	for _, who := range readers {
		s := told(t, g.sheet(who))
		out = append(out, remembered{g.Clock.Now(), who, s})
	}
	return out
}
