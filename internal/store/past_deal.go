package store

import (
	"cmp"
	"context"
	"slices"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/rulebook"
)

// PastDeal is a deal with all that hung on it, as it was known at a moment: the
// full truth of then. Names of colleagues are those of now.
type PastDeal struct {
	deal.Facts
	DealBeside
	Now    []deal.Influence // the people of the deal as they are now, of the trash too
	Erased int              // events up to then whose content was erased from the audit trail
	Rules  rulebook.Book
}

// PastDeal reads a deal that the caller has read as it was known at a moment.
// NotFound when it was not there then, or in the trash.
func (r *Reads) PastDeal(ctx context.Context, id record.ID, at calendar.Instant) (out PastDeal, err error) {
	p := newPast(at)
	if err := r.ofDeal(ctx, p, id); err != nil {
		return out, err
	}
	var there bool
	if out.Deal, there = rowAt[deal.Deal](p, id); !there || out.Deal.Trashed() {
		return out, fault.New(fault.NotFound, "not_found")
	}
	if err := r.around(ctx, p, out.Deal.AccountID); err != nil {
		return out, err
	}
	out.fill(p)
	if err := r.fillNow(ctx, p, &out); err != nil {
		return out, err
	}
	out.Erased = len(p.erased)
	return out, p.bad
}

// around folds in what the sheet shows of rows that are not the deal's: the
// customer, the people's contacts, tags, evidence.
func (r *Reads) around(ctx context.Context, p *past, customer record.ID) error {
	need := map[record.Kind][]record.ID{record.Account: {customer}}
	for _, x := range rowsAt[deal.Influence](p) {
		need[record.Contact] = append(need[record.Contact], x.ContactID)
	}
	for _, x := range rowsAt[activity.Tagging](p) {
		need[record.Tag] = append(need[record.Tag], x.TagID)
	}
	for _, x := range rowsAt[deal.Judgement](p) {
		if x.EvidenceID != 0 {
			need[x.EvidenceKind] = append(need[x.EvidenceKind], x.EvidenceID)
		}
	}
	for _, kind := range []record.Kind{record.Account, record.Contact, record.Tag, record.Note,
		record.Attachment} {
		if err := r.rowsOfPast(ctx, p, kind, need[kind]...); err != nil {
			return err
		}
	}
	var rooms []record.ID
	for _, id := range p.living(record.Contact) {
		if c, ok := rowAt[account.Contact](p, id); ok {
			rooms = append(rooms, c.DepartmentID)
		}
	}
	if err := r.rowsOfPast(ctx, p, record.Department, rooms...); err != nil {
		return err
	}
	b := r.byKey()
	ask(b, p.add, keptRows+`c.workspace_id = $1 AND c.kind = 'account_event' AND e.recorded_at <= $3
 AND c.row_id IN (SELECT x.id FROM account_event x WHERE x.workspace_id = $1 AND x.account_id = $2)`,
		WorkspaceID, customer, p.at)
	return b.run(ctx)
}

// fill puts the rows of then where Facts and DealBeside put those of now.
func (x *PastDeal) fill(p *past) {
	f := &x.Facts
	x.people(p)
	f.Support = slices.DeleteFunc(rowsAt[deal.Observation](p), func(o deal.Observation) bool {
		return o.Field != deal.ObservedSupport || o.InfluenceID == 0
	})
	slices.SortStableFunc(f.Support, func(a, b deal.Observation) int { return cmp.Compare(a.On, b.On) })
	x.entries(p)
	x.rivalry(p)
	f.Judgements, f.Rulings = rowsAt[deal.Judgement](p), rowsAt[deal.Ruling](p)
	for i := range f.Judgements {
		f.Judgements[i].EvidenceGone = gone(p, f.Judgements[i])
	}
	if a, ok := rowAt[account.Account](p, f.Deal.AccountID); ok {
		f.Account, f.Customer, f.CustomerOwner = a.Name, a.Standing, a.OwnerID
	}
	x.Flags = slices.DeleteFunc(rowsAt[deal.Flag](p), func(f deal.Flag) bool { return f.ClearedAt != 0 })
	x.Members, x.Moves = rowsAt[deal.Member](p), rowsAt[deal.Move](p)
	var tags []activity.Tag
	for _, g := range rowsAt[activity.Tagging](p) {
		if t, ok := rowAt[activity.Tag](p, g.TagID); ok {
			tags = append(tags, t)
		}
	}
	slices.SortStableFunc(tags, func(a, b activity.Tag) int { return cmp.Compare(a.MatchKey, b.MatchKey) })
	for _, t := range tags {
		x.Tags = append(x.Tags, t.Name)
	}
}

// gone reports whether the evidence of a judgement was in the trash.
func gone(p *past, j deal.Judgement) bool {
	switch j.EvidenceKind {
	case record.Note:
		n, ok := rowAt[activity.Note](p, j.EvidenceID)
		return !ok || n.Trashed()
	case record.Attachment:
		n, ok := rowAt[activity.Attachment](p, j.EvidenceID)
		return !ok || n.Trashed()
	}
	return false
}

func (x *PastDeal) people(p *past) {
	here := map[record.ID]bool{}
	for _, i := range rowsAt[deal.Influence](p) {
		row := deal.Person{Influence: i}
		if c, ok := rowAt[account.Contact](p, i.ContactID); ok {
			row.Name, row.Title, row.LevelRank = c.Name, c.Title, c.LevelRank
			row.AccountID, row.ReportsToID, row.DepartmentID = c.AccountID, c.ReportsToID, c.DepartmentID
			room, _ := rowAt[account.Department](p, c.DepartmentID)
			row.Department = room.Name
		}
		x.People, here[i.ID] = append(x.People, row), true
	}
	x.Edges = slices.DeleteFunc(rowsAt[deal.Edge](p), func(e deal.Edge) bool {
		return !here[e.FromID] || !here[e.ToID]
	})
}

func (x *PastDeal) entries(p *past) {
	x.Competitors, x.Needs = rowsAt[deal.Competitor](p), rowsAt[deal.Need](p)
	x.Decisions, x.Info = rowsAt[deal.Decision](p), rowsAt[deal.Info](p)
	slices.SortStableFunc(x.Needs, func(a, b deal.Need) int {
		return cmp.Or(cmp.Compare(a.Layer, b.Layer), cmp.Compare(a.Place, b.Place))
	})
	slices.SortStableFunc(x.Decisions, func(a, b deal.Decision) int { return cmp.Compare(a.Place, b.Place) })
	slices.SortStableFunc(x.Info, func(a, b deal.Info) int { return cmp.Compare(a.Item, b.Item) })
	if costs := rowsAt[deal.Cost](p); len(costs) > 0 {
		x.Cost = &costs[0]
	}
}

func (x *PastDeal) rivalry(p *past) {
	x.AccountEvents = slices.DeleteFunc(rowsAt[deal.AccountEvent](p), func(e deal.AccountEvent) bool {
		return e.AccountID != x.Deal.AccountID
	})
	x.Strengths, x.Weaknesses = rowsAt[deal.Strength](p), rowsAt[deal.Weakness](p)
	x.Intel = rowsAt[deal.Intel](p)
	x.Proposals, x.ChangeReviews = rowsAt[deal.Proposal](p), rowsAt[deal.ChangeReview](p)
	x.ExternalBodies, x.Objections = rowsAt[deal.ExternalBody](p), rowsAt[deal.Objection](p)
	x.Visits, x.Bookings = rowsAt[deal.Visit](p), rowsAt[deal.Booking](p)
	slices.SortStableFunc(x.Proposals, func(a, b deal.Proposal) int {
		return cmp.Compare(a.Edition, b.Edition)
	})
	byDay(x.AccountEvents, func(e deal.AccountEvent) calendar.Day { return e.On })
	byDay(x.Intel, func(e deal.Intel) calendar.Day { return e.On })
	byDay(x.ChangeReviews, func(e deal.ChangeReview) calendar.Day { return e.On })
	byDay(x.Visits, func(e deal.Visit) calendar.Day { return e.On })
	byDay(x.Bookings, func(e deal.Booking) calendar.Day { return e.On })
}

// byDay puts rows that are in the order of their ids into that of their days.
func byDay[T any](rows []T, on func(T) calendar.Day) {
	slices.SortStableFunc(rows, func(a, b T) int { return cmp.Compare(on(a), on(b)) })
}

// fillNow reads what is not of then but of now; what was in force then; and what
// came with the deal's dossier, which events do not keep and nothing changes.
func (r *Reads) fillNow(ctx context.Context, p *past, x *PastDeal) error {
	came := map[record.ID]bool{}
	for _, id := range p.living(record.Carried) {
		came[id] = true
	}
	users := []record.ID{x.Deal.OwnerID}
	for i := range x.People {
		users = append(users, x.People[i].CounterpartID)
	}
	names := map[record.ID]string{}
	b := r.byKey()
	w := newWhere().and("u.workspace_id = $1").in("u.id", users)
	ask(b, func(n nameRow) { names[n.ID] = n.Name }, "SELECT u.id, u.name FROM app_user u WHERE "+w.text(),
		w.args...)
	ask(b, keep(&x.Now), rowsOf[deal.Influence]("i")+" WHERE i.workspace_id = $1 AND i.deal_id = $2",
		WorkspaceID, x.Deal.ID)
	ask(b, func(o playbook.Own) { x.Own = &o }, rowsOf[playbook.Own]("x")+` WHERE x.workspace_id = $1
 AND x.code = $2 AND x.recorded_at <= $3 ORDER BY x.number DESC LIMIT 1`,
		WorkspaceID, string(x.Deal.Template), p.at)
	ask(b, func(c deal.Carried) {
		if came[c.ID] {
			x.Carried = &c
		}
	}, rowsOf[deal.Carried]("x")+" WHERE x.workspace_id = $1 AND x.deal_id = $2", WorkspaceID, x.Deal.ID)
	x.Rules = rulebook.Method()
	ask(b, func(k rulebook.Book) { x.Rules = k }, rowsOf[rulebook.Book]("b")+` WHERE b.workspace_id = $1
 AND b.recorded_at <= $2 ORDER BY b.number DESC LIMIT 1`, WorkspaceID, p.at)
	err := b.run(ctx)
	x.Owner = names[x.Deal.OwnerID]
	for i := range x.People {
		x.People[i].Counterpart = names[x.People[i].CounterpartID]
	}
	return err
}
