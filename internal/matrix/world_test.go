package matrix

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"log/slog"
	"strings"
	"testing"

	"sente/internal/api"
	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// world is the company with, for each of the ten, a record of each kind in each
// state.
type world struct {
	*cast.Company
	t       *testing.T
	door    door
	kept    *cast.Kept
	cookies map[string]string
	records map[string]map[string]records // by person and state
	wrong   int
}

// records are ids by the name that rights.txt gives them in braces.
type records map[string]string

// owners says whose the records of a person's columns are: own and in the trash,
// on whose team he is, a colleague's, another team's. Ada has no team; Gone and
// anon are asked about what Mina may.
var owners = map[string][4]string{
	"ada": {"ada", "tao", "dora", "mina"}, "dora": {"dora", "tao", "rob", "mina"},
	"mo": {"mo", "tao", "mina", "tao"}, "mina": {"mina", "tao", "rui", "tao"}, "rui": {"rui", "tao", "mina", "tao"},
	"tao": {"tao", "mina", "pia", "mina"}, "pia": {"pia", "mina", "tao", "rui"},
	"rob": {"rob", "tao", "dora", "mina"},
}

func (w *world) id(name string) record.ID {
	return map[string]record.ID{"ada": w.Ada, "dora": w.Dora, "mo": w.Mo, "mina": w.Mina, "rui": w.Rui, "tao": w.Tao,
		"pia": w.Pia, "rob": w.Rob, "gone": w.Gone}[name]
}

func build(t *testing.T, db *store.DB, clock *cast.Clock) *world {
	t.Helper()
	t.Parallel() // the databases beside each other
	w := &world{Company: cast.New(t, db, clock), t: t, cookies: map[string]string{},
		records: map[string]map[string]records{}}
	for _, who := range actors {
		o, ok := owners[who]
		if !ok {
			w.records[who] = w.records["mina"]
			continue
		}
		w.records[who] = map[string]records{missing: {}}
		for i, state := range []string{own, member, team, other} {
			w.records[who][state] = w.plant(who, state, o[i])
		}
		w.records[who][deleted] = w.trash(who, o[0])
	}
	w.colleagues()
	w.sessions()
	s := api.New(api.Options{App: w.App, Version: "test", Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(s.Close)
	w.door = s
	w.kept = cast.Keep(t, db)
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// planted is one state's records while they are made, by an administrator or
// director who is not the person himself.
type planted struct {
	*world
	who, owner string
	by         org.Actor
	out        records
}

// plant makes a record of each kind that belongs to owner.
func (w *world) plant(who, state, owner string) records {
	w.t.Helper()
	p := &planted{world: w, who: who, owner: owner, by: w.As(w.Dora), out: records{}}
	if who == "dora" {
		p.by = w.As(w.Ada)
	}
	p.account()
	p.deals(state)
	p.words()
	p.file(state)
	p.out["alone"] = p.out["contact2"]
	return p.out
}

func (p *planted) keep(name string, id record.ID, err error) record.ID {
	p.t.Helper()
	p.must(err)
	p.out[name] = id.String()
	return id
}

// account makes an account of the owner with a department and two people.
func (p *planted) account() {
	ctx := context.Background()
	a, err := p.App.AddAccount(ctx, p.by, account.Fields{Name: p.name("客户")})
	id := p.keep("account", a.ID, err)
	_, err = p.App.EditAccount(ctx, p.by, id, a.Version, []byte(`{"owner_id":"`+p.id(p.owner).String()+`"}`))
	p.must(err)
	d, err := p.App.AddDepartment(ctx, p.by, id, app.DepartmentFields{Name: "采购部"})
	p.keep("department", d.ID, err)
	for _, name := range []string{"contact", "contact2", "contact3"} {
		c, err := p.App.AddContact(ctx, p.by, account.ContactFields{AccountID: id, Name: p.name(name)})
		p.keep(name, c.ID, err)
	}
}

// name makes a name that nothing else has.
func (p *planted) name(what string) string {
	return what + " " + p.App.DB().NewID().String()
}

// deals makes an open deal at S1 with its gate met, one that was moved on to S2,
// and a lost one, with what hangs on them.
func (p *planted) deals(state string) {
	ctx := context.Background()
	accountID := p.parse(p.out["account"])
	for _, name := range []string{"deal", "moved", "lost"} {
		f := deal.Fields{Name: p.name(name), AccountID: accountID}
		d, err := p.App.AddDeal(ctx, p.by, app.NewDeal{Fields: f, OwnerID: p.id(p.owner)})
		id := p.keep(name, d.ID, err)
		p.must(p.App.PutMember(ctx, p.by, id, deal.Member{UserID: p.Nils, Role: "presales"}))
		if state == member {
			p.must(p.App.PutMember(ctx, p.by, id, deal.Member{UserID: p.id(p.who), Role: "presales"}))
		}
		if name == "lost" {
			_, err := p.App.LoseDeal(ctx, p.by, id, d.Version, app.WhyLost{LostTo: "远帆", Reason: "价格"})
			p.must(err)
			continue
		}
		p.meetGate(id)
		if name == "moved" {
			p.moveOn(id)
		}
	}
	p.people()
	p.flags()
}

// flags keeps two red flags of the deal, of which one is mitigated, and a critical
// one.
func (p *planted) flags() {
	ctx := context.Background()
	open, err := p.DB.Reads().OpenFlags(ctx, p.parse(p.out["deal"]))
	p.must(err)
	for _, f := range open {
		switch {
		case f.Severity == "critical" && p.out["critical"] == "":
			p.keep("critical", f.ID, nil)
		case p.out["flag"] == "":
			p.keep("flag", f.ID, nil)
		case p.out["answered"] == "":
			_, err := p.App.MitigateFlag(ctx, p.by, p.keep("answered", f.ID, nil), app.Mitigation{Strength: "同城案例"})
			p.must(err)
		}
	}
}

// meetGate has every criterion of the first gate judged.
func (p *planted) meetGate(id record.ID) {
	ctx := context.Background()
	judge := p.As(p.Ada)
	if p.by.ID == p.Ada {
		judge = p.As(p.Dora)
	}
	for _, x := range playbook.Exits(playbook.S1) {
		_, err := p.App.SubmitEvidence(ctx, p.by, id, app.Evidence{Criterion: x, Text: "见纪要"})
		p.must(err)
		_, err = p.App.JudgeEvidence(ctx, judge, id, app.GateVerdict{Criterion: x, Verdict: deal.Accepted})
		p.must(err)
	}
}

// moveOn passes the first gate and leaves evidence at the second.
func (p *planted) moveOn(id record.ID) {
	ctx := context.Background()
	d, err := p.App.Deal(ctx, p.by, id)
	p.must(err)
	_, err = p.App.AdvanceDeal(ctx, p.by, id, d.Version)
	p.must(err)
	exit := playbook.Exits(playbook.S2)[0]
	p.out["exit"] = string(exit)
	_, err = p.App.SubmitEvidence(ctx, p.by, id, app.Evidence{Criterion: exit, Text: "见纪要"})
	p.must(err)
}

// people puts two people of the account on the deal, one below the other, a
// competitor, a need and a criterion.
func (p *planted) people() {
	ctx := context.Background()
	id := p.parse(p.out["deal"])
	var on []record.ID
	for i, name := range []string{"contact", "contact3"} {
		x, err := p.App.AddInfluence(ctx, p.by, id, app.NewInfluence{ContactID: p.parse(p.out[name]),
			InfluenceFields: deal.InfluenceFields{Level: influence.High, Threatened: true},
			FirstSeen:       app.FirstSeen{Roles: []influence.Role{influence.TB}, Support: -4}}) // two flags each
		on = append(on, p.keep([]string{"influence", "influence2"}[i], x.ID, err))
	}
	p.must(p.App.PutEdge(ctx, p.by, id, on[0], on[1]))
	c, err := p.App.AddCompetitor(ctx, p.by, id, deal.CompetitorFields{Name: "远帆"})
	p.keep("competitor", c.ID, err)
	n, err := p.App.AddNeed(ctx, p.by, id, deal.NeedFields{Text: "少停机", Layer: deal.Goal})
	p.keep("need", n.ID, err)
	x, err := p.App.AddDecision(ctx, p.by, id, deal.DecisionFields{Name: "价格"})
	p.keep("criterion", x.ID, err)
	p.rivalry(id, c.ID)
	p.review(id)
}

// review opens one of the deal, with a challenge.
func (p *planted) review(id record.ID) {
	r, err := p.App.OpenReview(context.Background(), p.by, id)
	p.keep("review", r.ID, err)
	c, err := p.App.AddChallenge(context.Background(), p.by, r.ID, app.NewChallenge{Question: 1, Text: "真的？"})
	p.keep("challenge", c.ID, err)
}

// rivalry is one of everything that is known around a deal.
func (p *planted) rivalry(id, rival record.ID) {
	ctx, today := context.Background(), p.App.Today()
	intel, err := p.App.AddIntel(ctx, p.by, id, deal.IntelFields{CompetitorID: rival, On: today, Text: "动态"})
	p.keep("intel", intel.ID, err)
	strength, err := p.App.AddStrength(ctx, p.by, id, deal.StrengthFields{Text: "案例"})
	p.keep("strength", strength.ID, err)
	thrown, err := p.App.AddStrength(ctx, p.by, id, deal.StrengthFields{Text: "撤下的案例"})
	p.keep("removed_strength", thrown.ID, err)
	p.must(p.App.RemoveStrength(ctx, p.by, thrown.ID, thrown.Version))
	weakness, err := p.App.AddWeakness(ctx, p.by, id, deal.WeaknessFields{Text: "价格"})
	p.keep("weakness", weakness.ID, err)
	proposal, err := p.App.AddProposal(ctx, p.by, id, deal.ProposalFields{})
	p.keep("proposal", proposal.ID, err)
	objection, err := p.App.AddObjection(ctx, p.by, id, deal.ObjectionFields{Text: "贵"})
	p.keep("objection", objection.ID, err)
	review, err := p.App.AddChangeReview(ctx, p.by, id, deal.ChangeReviewFields{On: today, Text: "无"})
	p.keep("change_review", review.ID, err)
	body, err := p.App.AddExternalBody(ctx, p.by, id, deal.ExternalBodyFields{Name: "代理"})
	p.keep("external_body", body.ID, err)
	visit, err := p.App.AddVisit(ctx, p.by, id, deal.VisitFields{On: today})
	p.keep("visit", visit.ID, err)
	booking, err := p.App.AddBooking(ctx, p.by, id, deal.BookingFields{Kind: strategy.Partner, On: today})
	p.keep("booking", booking.ID, err)
	event, err := p.App.AddAccountEvent(ctx, p.by, p.parse(p.out["account"]), deal.AccountEventFields{On: today})
	p.keep("account_event", event.ID, err)
}

// words are a note of the owner on the deal, and a task for him.
func (p *planted) words() {
	ctx := context.Background()
	on, author := record.Ref{Kind: record.Deal, ID: p.parse(p.out["deal"])}, p.As(p.id(p.owner))
	if !author.Has(org.Contribute) {
		author = p.by
	}
	n, err := p.App.AddNote(ctx, author, on, "记录")
	p.keep("note", n.ID, err)
	t, err := p.App.AddTask(ctx, p.by, app.NewTask{Subject: on, Title: "演示", AssigneeID: p.id(p.owner)})
	p.keep("task", t.ID, err)
	p.pictures(on, author)
}

// pictures are two files of somebody on a record, one of which he took away.
func (p *planted) pictures(on record.Ref, author org.Actor) {
	ctx := context.Background()
	var picture bytes.Buffer
	p.must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 1, 1))))
	for _, name := range []string{"attachment", "removed"} {
		f, err := p.App.AddAttachment(ctx, author, on,
			app.NewFile{Name: "图.png", Size: -1, From: bytes.NewReader(picture.Bytes())})
		p.keep(name, f.ID, err)
	}
	p.must(p.App.RemoveAttachment(ctx, author, p.parse(p.out["removed"]), 1))
}

// file is an import of the owner and a saved view: his own, a colleague's shared
// one, another's.
func (p *planted) file(state string) {
	ctx := context.Background()
	owner := p.As(p.id(p.owner))
	v, err := p.App.AddView(ctx, owner, app.ViewFields{Screen: "deals", Name: p.name("视图"), Query: "stage=S3",
		Shared: state == team})
	p.keep("view", v.ID, err)
	if !owner.Has(org.ImportRows) {
		p.out["import"] = nothing
		return
	}
	up, err := p.App.Stash("a.csv", strings.NewReader("客户名称,行业\n东岭矿业,矿业\n"))
	p.must(err)
	i, err := p.App.AddImport(ctx, owner, app.ImportAccounts, up)
	p.keep("import", i.ID, err)
}

// trash makes records of owner and throws them away: the deals, each by itself
// and a person of an account that stays; another account with what belongs to it.
func (w *world) trash(who, owner string) records {
	ctx, by := context.Background(), w.As(w.Ada)
	out, whole := w.plant(who, deleted, owner), w.plant(who, deleted, owner)
	for _, r := range []records{out, whole} {
		for _, name := range []string{"deal", "moved", "lost"} {
			id := w.parse(r[name])
			d, err := w.App.Deal(ctx, by, id)
			w.must(err)
			w.must(w.App.TrashDeal(ctx, by, id, d.Version))
		}
	}
	w.must(w.App.TrashContact(ctx, by, w.parse(out["contact2"]), 1))
	id := w.parse(whole["account"])
	a, err := w.App.Account(ctx, by, id)
	w.must(err)
	w.must(w.App.TrashAccount(ctx, by, id, a.Version))
	for _, name := range []string{"account", "account_event", "department", "contact", "contact2", "contact3"} {
		out[name] = whole[name]
	}
	return out
}

func (w *world) parse(id string) record.ID {
	w.t.Helper()
	out, err := record.ParseID(id)
	w.must(err)
	return out
}
