package app

import (
	"context"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// lawful refuses what may not come in, or not on behalf of the actor.
func (x *arrival) lawful() error {
	d := &x.given
	if d.AsOf > x.today {
		return fault.New(fault.Invalid, "day_in_future").At("as_of")
	}
	if at := judged(d); at != "" && !x.who.May(org.OverrideGates, x.owner, false) {
		return fault.New(fault.Denied, "gate_override_needed").At(at)
	}
	if d.Deal.Status != strategy.Open && !x.who.May(org.MoveDeals, x.owner, false) {
		return fault.New(fault.Denied, "import_denied").At("deal.status")
	}
	for i := range d.Intel {
		n := &d.Intel[i]
		news := deal.IntelFields{Kind: n.Kind, On: n.At}
		if err := news.Lawful(d.Deal.TenderIssueAt, d.Deal.BidOpenAt); err != nil {
			return located("intel["+strconv.Itoa(i)+"].", err)
		}
	}
	for i := range d.Influences {
		if d.Influences[i].Coach != (strategy.Influence{}).Coach && !x.seesSecrets() {
			return fault.New(fault.Denied, "coach_secret").At("influences[" + strconv.Itoa(i) + "].coach")
		}
	}
	return nil
}

func (x *arrival) seesSecrets() bool { return x.who.Scope(org.ReadDeals).SeesSecrets(x.owner) }

// judged is the path of a member that says what only who may override gates may
// bring: a stage behind a gate, a verdict, an accepted flag; "" when there is
// none.
func judged(d *strategy.Dossier) string {
	switch {
	case d.Deal.Stage != playbook.S1:
		return "deal.stage"
	case d.Deal.StageVerified != "":
		return "deal.stage_verified"
	case len(d.Deal.ExitMet) > 0:
		return "deal.exit_met"
	case len(d.Deal.GateOverrides) > 0:
		return "deal.gate_overrides"
	}
	for i, s := range d.FlagStates {
		if s.Status == strategy.FlagAccepted || s.Status == strategy.FlagMitigating {
			return "flag_states[" + strconv.Itoa(i) + "]"
		}
	}
	return ""
}

// customer finds the account of the dossier's name that the actor sees, or adds
// one with what the dossier says of it.
func (x *arrival) customer(ctx context.Context, tx *store.Tx) (record.ID, error) {
	name := x.given.Account.Name
	if len(account.MatchKey(name)) == 0 {
		name = x.rows.Deal.Name
	}
	out := account.Account{Fields: account.Fields{Name: name, OwnerID: x.owner, Standing: x.rows.Customer}}
	if err := out.Check(); err != nil {
		return 0, located("account.", err)
	}
	out.MatchKey, out.SortKey = account.MatchKey(out.Name), search.SortKey(out.Name)
	known, err := tx.AccountsByKey(ctx, x.who.Scope(org.ReadAccounts), out.MatchKey)
	if err != nil {
		return 0, err
	}
	for _, k := range known {
		if !k.Trashed() {
			return k.ID, nil
		}
	}
	if err := permit(x.who, org.CreateAccounts, x.owner, false); err != nil {
		return 0, err
	}
	if err := store.Add(ctx, tx, &out); err != nil {
		return 0, err
	}
	for _, e := range x.rows.Events {
		e.AccountID = out.ID
		if e.ReviewedOn != 0 {
			e.ReviewedByID = x.who.ID
		}
		if err := store.Add(ctx, tx, &e); err != nil {
			return 0, err
		}
	}
	return out.ID, nil
}

// staff are the people of an account as the newcomers find them.
type staff struct {
	account     account.Account
	contacts    map[string][]account.Contact // by name, those who are not on the map yet
	departments map[string]record.ID
	build       bool // departments may be added
}

func (x *arrival) staff(ctx context.Context, tx *store.Tx) (*staff, error) {
	acc, err := tx.Account(ctx, x.who.Scope(org.ReadAccounts), x.rows.Deal.AccountID)
	if err != nil {
		return nil, err
	}
	out := &staff{account: acc, contacts: map[string][]account.Contact{},
		departments: map[string]record.ID{}, build: x.who.May(org.EditAccounts, acc.OwnerID, false)}
	contacts, err := tx.ChartContacts(ctx, acc)
	if err != nil {
		return nil, err
	}
	for _, c := range contacts {
		out.contacts[c.Name] = append(out.contacts[c.Name], c)
	}
	departments, err := tx.Departments(ctx, acc)
	for _, d := range departments {
		out.departments[d.Name] = d.ID
	}
	return out, err
}

// addPeople puts the people onto the map, with what was seen of them and whom
// they influence.
func (x *arrival) addPeople(ctx context.Context, tx *store.Tx) error {
	at, err := x.staff(ctx, tx)
	if err != nil {
		return err
	}
	for i := range x.rows.People {
		p := &x.rows.People[i]
		c := account.Contact{ContactFields: account.ContactFields{AccountID: at.account.ID, Name: p.Name,
			Title: p.Title, LevelRank: p.LevelRank}}
		if p.ContactID, err = at.contact(ctx, tx, c, p.Department); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &p.Influence); err != nil {
			return err
		}
		for _, o := range p.Seen {
			o.RecordedAt, o.ByID = tx.Now(), x.who.ID
			if err := store.Add(ctx, tx, &o); err != nil {
				return err
			}
		}
	}
	return addAll(ctx, tx, x.rows.Edges)
}

// contact finds a contact by name, or adds him.
func (s *staff) contact(ctx context.Context, tx *store.Tx, c account.Contact,
	department string) (record.ID, error) {
	if same := s.contacts[c.Name]; len(same) > 0 {
		s.contacts[c.Name] = same[1:]
		return same[0].ID, nil
	}
	if department != "" && s.departments[department] == 0 && s.build {
		d := account.Department{AccountID: s.account.ID, Name: department}
		if err := store.Add(ctx, tx, &d); err != nil {
			return 0, err
		}
		s.departments[department] = d.ID
	}
	c.DepartmentID, c.SortKey = s.departments[department], search.SortKey(c.Name)
	err := store.Add(ctx, tx, &c)
	return c.ID, err
}

// addEntries adds what else the dossier says of the deal.
func (x *arrival) addEntries(ctx context.Context, tx *store.Tx) error {
	r := &x.rows
	for i := range r.Judgements {
		r.Judgements[i].ByID, r.Judgements[i].RecordedAt = x.who.ID, tx.Now()
	}
	if r.Cost != nil {
		if err := store.Add(ctx, tx, r.Cost); err != nil {
			return err
		}
	}
	for _, add := range []func(context.Context, *store.Tx) error{
		each(r.Judgements), each(r.Competitors), each(r.Intel), each(r.Needs), each(r.Decisions),
		each(r.Info),
		each(r.Strengths), each(r.Weaknesses), each(r.Proposals), each(r.ChangeReviews),
		each(r.ExternalBodies), each(r.Objections), each(r.Visits), each(r.Bookings),
	} {
		if err := add(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// each is the adding of rows of one kind.
func each[T any](rows []T) func(context.Context, *store.Tx) error {
	return func(ctx context.Context, tx *store.Tx) error { return addAll(ctx, tx, rows) }
}

func addAll[T any](ctx context.Context, tx *store.Tx, rows []T) error {
	for i := range rows {
		if err := store.Add(ctx, tx, &rows[i]); err != nil {
			return err
		}
	}
	return nil
}
