package cast

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strings"

	"sente/internal/app"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/money"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
)

// Thing is one record of the story. Nothing else contains its Word, so that an
// answer with the word, or with the id, tells of the record.
type Thing struct {
	Name string // by which tests call it
	Kind record.Kind
	ID   record.ID
	Word string
}

// Story is a piece of the company's life, small and with something of
// everything: deals at several stages, one of them with a team, one lost, one in
// the trash; hidden coaches, judged gates, notes and tasks on all that takes
// them, saved views. It is for tests of who may know what.
type Story struct {
	*Company
	Things []Thing
}

// Tell plays the story.
func (c *Company) Tell() *Story {
	c.T.Helper()
	s := &Story{Company: c}
	s.Things = []Thing{{"harbor", record.Account, c.Harbor, "海港集团有限公司"},
		{"bank", record.Account, c.Bank, "江州银行股份有限公司"}, {"metro", record.Account, c.Metro, "南岭轨道交通集团"}}
	s.accounts()
	s.deals()
	s.annex()
	s.wharf()
	s.ballast()
	s.words()
	s.files()
	s.must(s.App.TrashDeal(context.Background(), s.As(s.Mina), s.Of("anchor"), s.version("anchor")))
	s.looseEnds()
	return s
}

// Of is the id of a thing.
func (s *Story) Of(name string) record.ID {
	s.T.Helper()
	for _, x := range s.Things {
		if x.Name == name {
			return x.ID
		}
	}
	s.T.Fatalf("the story knows no %s", name)
	return 0
}

// word is the word of a thing: no other word contains it.
func word(name string) string { return "Zq" + strings.ReplaceAll(name, " ", "") }

// keep notes a thing that an act has made.
func (s *Story) keep(kind record.Kind, name string, id record.ID, err error) record.ID {
	s.T.Helper()
	s.must(err)
	s.Things = append(s.Things, Thing{name, kind, id, word(name)})
	return id
}

func (s *Story) accounts() {
	ctx := context.Background()
	a, err := s.App.AddAccount(ctx, s.As(s.Ada), account.Fields{Name: word("meadow"), Industry: "能源"})
	id := s.keep(record.Account, "meadow", a.ID, err)
	_, err = s.App.EditAccount(ctx, s.As(s.Ada), id, 1, []byte(`{"owner_id":null}`))
	s.must(err)
	a, err = s.App.AddAccount(ctx, s.As(s.Tao), account.Fields{Name: word("attic"), ParentID: s.Metro})
	id = s.keep(record.Account, "attic", a.ID, err)
	s.must(s.App.TrashAccount(ctx, s.As(s.Tao), id, 1))
	for _, x := range []struct {
		name      string
		who, from record.ID
	}{{"pier", s.Mina, s.Harbor}, {"cellar", s.Rui, s.Bank}} {
		p, err := s.App.AddDepartment(ctx, s.As(x.who), x.from, app.DepartmentFields{Name: word(x.name)})
		s.keep(record.Department, x.name, p.ID, err)
	}
	for _, x := range []struct {
		name    string
		who, at record.ID
	}{{"boss", s.Mina, s.Harbor}, {"hermit", s.Mina, s.Harbor}, {"teller", s.Rui, s.Bank},
		{"driver", s.Tao, s.Metro}} {
		f := account.ContactFields{AccountID: x.at, Name: word(x.name)}
		p, err := s.App.AddContact(ctx, s.As(x.who), f)
		s.keep(record.Contact, x.name, p.ID, err)
	}
}

func (s *Story) deals() {
	ctx := context.Background()
	p, err := s.App.AddProduct(ctx, s.As(s.Dora), account.ProductFields{Name: word("gadget")})
	product := s.keep(record.Product, "gadget", p.ID, err)
	for _, x := range []struct {
		name           string
		who, owner, on record.ID
	}{{"wharf", s.Mina, s.Mina, s.Harbor}, {"vault", s.Rui, s.Rui, s.Bank}, {"tunnel", s.Tao, s.Tao, s.Metro},
		{"crane", s.Mo, s.Rui, s.Harbor}, {"ballast", s.Mina, s.Mina, s.Harbor},
		{"anchor", s.Mina, s.Mina, s.Harbor}} {
		f := deal.Fields{Name: word(x.name), AccountID: x.on, ProductID: product}
		d, err := s.App.AddDeal(ctx, s.As(x.who), app.NewDeal{Fields: f, OwnerID: x.owner})
		s.keep(record.Deal, x.name, d.ID, err)
	}
	for _, x := range []struct {
		name         string
		owner, enter record.ID
	}{{"wharf", s.Mina, s.Pia}, {"ballast", s.Mina, s.Pia}, {"anchor", s.Mina, s.Pia},
		{"tunnel", s.Tao, s.Rui}} {
		m := deal.Member{UserID: x.enter, Role: "presales"}
		s.must(s.App.PutMember(ctx, s.As(x.owner), s.Of(x.name), m))
	}
}

// annex is Rui's account below one that he sees by being on the team of a deal,
// and his manager does not see.
func (s *Story) annex() {
	f := account.Fields{Name: word("annex"), ParentID: s.Metro, Relation: account.Subsidiary}
	a, err := s.App.AddAccount(context.Background(), s.As(s.Rui), f)
	s.keep(record.Account, "annex", a.ID, err)
}

// version is that of a deal now.
func (s *Story) version(name string) int64 {
	s.T.Helper()
	d, err := s.App.Deal(context.Background(), s.As(s.Ada), s.Of(name))
	s.must(err)
	return d.Version
}

// person puts somebody on the map of a deal: a contact that is known, or a new
// one who becomes the thing of the same name. The influence is "name on deal".
func (s *Story) person(name, on string, in app.NewInfluence) record.ID {
	s.T.Helper()
	owner := map[bool]record.ID{true: s.Rui, false: s.Mina}[on == "crane"]
	for _, x := range s.Things {
		if x.Name == name {
			in.ContactID = x.ID
		}
	}
	if in.ContactID == 0 {
		in.NewContact = &app.NewContact{Name: word(name)}
	}
	p, err := s.App.AddInfluence(context.Background(), s.As(owner), s.Of(on), in)
	s.must(err)
	if in.NewContact != nil {
		s.keep(record.Contact, name, p.ContactID, nil)
	}
	return s.keep(record.Influence, name+" on "+on, p.ID, nil)
}

// wharf is Mina's deal, far on its way, with Pia on its team: a decision maker,
// a user who is a hidden coach besides, and one who is nothing but that.
func (s *Story) wharf() {
	ctx := context.Background()
	id := s.Of("wharf")
	for range 3 {
		s.passGate(id)
	}
	_, err := s.App.BackDeal(ctx, s.As(s.Mina), id, s.version("wharf"), app.WhereBack{To: "S3", Reason: "重来"})
	s.must(err)
	s.passGate(id)
	no := false
	secret := deal.InfluenceFields{Hidden: true, C1: &no}
	decides := app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}}}
	boss := s.person("boss", "wharf", decides)
	s.person("boss", "crane", decides)
	both := s.person("double", "wharf", app.NewInfluence{InfluenceFields: secret,
		FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB, influence.CO}, Support: 2}})
	spy := s.person("spy", "wharf", app.NewInfluence{InfluenceFields: secret, FirstSeen: app.FirstSeen{
		Roles: []influence.Role{influence.CO}, Support: 3, Evidence: word("whisper")}})
	s.keep(record.Observation, "whisper", spy, nil)
	s.must(s.App.PutEdge(ctx, s.As(s.Mina), id, spy, boss))
	s.must(s.App.PutEdge(ctx, s.As(s.Mina), id, both, boss))
	rival, err := s.App.AddCompetitor(ctx, s.As(s.Mina), id, deal.CompetitorFields{Name: word("rival"),
		Backers: []deal.Backer{{PersonID: spy}}, Points: []deal.RivalPoint{
			{Side: deal.PointStrength, Text: "价格", Affects: []record.ID{boss, spy}}}})
	s.keep(record.Competitor, "rival", rival.ID, err)
	s.known(id, spy)
	s.rivalry(id, rival.ID, boss, spy)
	s.gates(id)
	s.answers(id, spy)
	s.reviews(id)
}

// known is what is written of wharf: a need and an item of information of which
// the hidden coach told, a criterion, what it costs.
func (s *Story) known(id, spy record.ID) {
	s.T.Helper()
	ctx, by := context.Background(), s.As(s.Mina)
	n, err := s.App.AddNeed(ctx, by, id, deal.NeedFields{Text: word("wish"), Layer: deal.Goal, SaidByID: spy})
	s.keep(record.Need, "wish", n.ID, err)
	x, err := s.App.AddDecision(ctx, by, id, deal.DecisionFields{Name: word("measure")})
	s.keep(record.Decision, "measure", x.ID, err)
	i, err := s.App.PutInfo(ctx, by, id, app.Learnt{Item: 7,
		InfoFields: deal.InfoFields{Status: deal.InfoPartial, Text: word("rumour"), SaidByID: spy}})
	s.keep(record.Info, "rumour", i.ID, err)
	c, err := s.App.PutCost(ctx, by, id, deal.CostFields{Budget: &money.Amount{Minor: 100, Currency: "CNY"}})
	s.keep(record.Cost, "purse", c.ID, err)
}

// passGate judges every criterion of a deal's stage and advances.
func (s *Story) passGate(id record.ID) {
	s.T.Helper()
	ctx := context.Background()
	d, err := s.App.Deal(ctx, s.As(s.Mina), id)
	s.must(err)
	for _, code := range playbook.Exits(d.Stage) {
		e := app.Evidence{Criterion: code, Text: "见会议纪要"}
		_, err := s.App.SubmitEvidence(ctx, s.As(s.Mina), id, e)
		s.must(err)
		v := app.GateVerdict{Criterion: code, Verdict: deal.Accepted}
		_, err = s.App.JudgeEvidence(ctx, s.As(s.Mo), id, v)
		s.must(err)
	}
	d, err = s.App.Deal(ctx, s.As(s.Mina), id)
	s.must(err)
	_, err = s.App.AdvanceDeal(ctx, s.As(s.Mina), id, d.Version)
	s.must(err)
}

// gates leaves evidence, a refusal and an override at the present gate.
func (s *Story) gates(id record.ID) {
	ctx := context.Background()
	j, err := s.App.SubmitEvidence(ctx, s.As(s.Pia), id, app.Evidence{Criterion: "X1", Text: word("deck")})
	s.keep(record.Judgement, "deck", j.ID, err)
	v := app.GateVerdict{Criterion: "X1", Verdict: deal.Refused, Note: "不足"}
	_, err = s.App.JudgeEvidence(ctx, s.As(s.Mo), id, v)
	s.must(err)
	_, err = s.App.OverrideGate(ctx, s.As(s.Mo), id,
		app.GateOverride{Criterion: "X2", Reason: "赶进度", ExpiresOn: s.App.Today().Add(5)})
	s.must(err)
}

// answers keeps a flag that names the hidden coach, and tasks that answer it and
// a flag that everybody on the deal knows of.
func (s *Story) answers(id, spy record.ID) {
	s.T.Helper()
	ctx := context.Background()
	flags, err := s.DB.Reads().OpenFlags(ctx, id)
	s.must(err)
	done := map[string]bool{}
	for _, f := range flags {
		name := "repair"
		if f.Hidden {
			name = "rendezvous"
		}
		if done[name] || f.Hidden && f.InfluenceID != spy {
			continue
		}
		done[name] = true
		if f.Hidden {
			s.keep(record.Flag, "hidden flag", f.ID, nil)
		}
		on := record.Ref{Kind: record.Deal, ID: id}
		t, err := s.App.AddTask(ctx, s.As(s.Mina),
			app.NewTask{Rule: f.Rule, FlagSubject: f.Subject, Subject: on, Title: word(name)})
		s.keep(record.Task, name, t.ID, err)
	}
	if len(done) < 2 {
		s.T.Fatal("the deal is to have a flag that names the hidden coach, and one that does not")
	}
}

// ballast is a deal that Mina lost. Its hidden coach went into the trash, with a
// note on him.
func (s *Story) ballast() {
	ctx := context.Background()
	s.person("decoy", "ballast", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true},
		FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
	_, err := s.App.LoseDeal(ctx, s.As(s.Mina), s.Of("ballast"), s.version("ballast"),
		app.WhyLost{LostTo: word("usurper"), Reason: "价格"})
	s.keep(record.Move, "usurper", s.Of("ballast"), err)
	decoy := record.Ref{Kind: record.Contact, ID: s.Of("decoy")}
	n, err := s.App.AddNote(ctx, s.As(s.Mina), decoy, word("locket"))
	s.keep(record.Note, "locket", n.ID, err)
	s.must(s.App.TrashContact(ctx, s.As(s.Mina), decoy.ID, 1))
}

// words are notes and tasks by different people on different things.
func (s *Story) words() {
	ctx := context.Background()
	on := func(kind record.Kind, name string) record.Ref { return record.Ref{Kind: kind, ID: s.Of(name)} }
	wharf, boss := on(record.Deal, "wharf"), on(record.Contact, "boss")
	harbor, metro := on(record.Account, "harbor"), on(record.Account, "metro")
	for _, x := range []struct {
		name string
		by   record.ID
		on   record.Ref
	}{{"memo", s.Pia, wharf}, {"ledger", s.Mina, harbor}, {"postcard", s.Rui, harbor},
		{"sketch", s.Pia, boss}, {"diary", s.Rui, metro}} {
		n, err := s.App.AddNote(ctx, s.As(x.by), x.on, word(x.name))
		s.keep(record.Note, x.name, n.ID, err)
	}
	for _, x := range []struct {
		name    string
		by, its record.ID
		on      record.Ref
	}{{"errand", s.Mina, s.Pia, wharf}, {"chore", s.Mina, s.Rui, harbor}, {"homework", s.Pia, s.Pia, boss}} {
		f := app.NewTask{Subject: x.on, Title: word(x.name), AssigneeID: x.its}
		t, err := s.App.AddTask(ctx, s.As(x.by), f)
		s.keep(record.Task, x.name, t.ID, err)
	}
}

// files are pictures by different people on all that takes files. The word of
// each stands in its name and after the picture.
func (s *Story) files() {
	var picture bytes.Buffer
	s.must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 1, 1))))
	for _, x := range []struct {
		name string
		by   record.ID
		kind record.Kind
		on   string
	}{{"blueprint", s.Pia, record.Deal, "wharf"}, {"charter", s.Mina, record.Account, "harbor"},
		{"badge", s.Mina, record.Contact, "boss"}, {"scan", s.Mina, record.Note, "ledger"}} {
		file := app.NewFile{Name: word(x.name) + ".png", Size: -1,
			From: strings.NewReader(picture.String() + word(x.name))}
		on := record.Ref{Kind: x.kind, ID: s.Of(x.on)}
		f, err := s.App.AddAttachment(context.Background(), s.As(x.by), on, file)
		s.keep(record.Attachment, x.name, f.ID, err)
	}
}

// looseEnds are tags, views, an act on a contact of two deals, and a job.
func (s *Story) looseEnds() {
	ctx := context.Background()
	t, err := s.App.AddTag(ctx, s.As(s.Mina), word("label"))
	s.keep(record.Tag, "label", t.ID, err)
	wharf := record.Ref{Kind: record.Deal, ID: s.Of("wharf")}
	_, err = s.App.PutTags(ctx, s.As(s.Mina), wharf, []string{word("label")})
	s.must(err)
	view := app.ViewFields{Screen: "deals", Name: word("peek"), Query: "stage=S3"}
	v, err := s.App.AddView(ctx, s.As(s.Mina), view)
	s.keep(record.View, "peek", v.ID, err)
	view.Name, view.Shared = word("plaza"), true
	v, err = s.App.AddView(ctx, s.As(s.Tao), view)
	s.keep(record.View, "plaza", v.ID, err)
	file, err := s.App.Stash(word("manifest")+".csv", strings.NewReader("名称,行业\n东岭矿业,矿业\n"))
	s.must(err)
	i, err := s.App.AddImport(ctx, s.As(s.Mina), app.ImportAccounts, file)
	s.keep(record.Import, "manifest", i.ID, err)
	_, err = s.App.EditContact(ctx, s.As(s.Mina), s.Of("boss"), 1, []byte(`{"level_rank":5}`))
	s.must(err)
	_, err = s.App.SaveRules(ctx, s.As(s.Ada), 1, rulebook.Draft{Content: rulebook.Content{
		Changes: []rulebook.Change{{Rule: "ST-14", Off: true}}}})
	s.must(err)
}
