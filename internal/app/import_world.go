package app

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

// entry is a record that rows may mean: as it will be, and as it is stored.
type entry[T any] struct {
	row, stored T
	seen        bool // the actor knows it
	fresh       bool // it is not stored yet
	queued      bool
}

// flusher writes what rows did to a record.
type flusher interface {
	flush(ctx context.Context, in *intake, tx *store.Tx) error
}

func (e *entry[T]) flush(ctx context.Context, _ *intake, tx *store.Tx) error {
	e.queued = false
	var err error
	if e.fresh {
		err = store.Add(ctx, tx, &e.row)
	} else {
		err = store.Save(ctx, tx, e.stored, &e.row)
	}
	e.fresh, e.stored = false, e.row
	return err
}

// world is what is there already and what the rows before said: it answers which
// record a row means. A dry run keeps one for the whole file and writes nothing;
// a run makes one for each batch inside its transaction.
type world struct {
	in    *intake
	r     *store.Reads
	queue []flusher
	asked asked
	again []record.ID // deals whose rules are to be looked at anew

	accounts    map[string][]*entry[account.Account] // by match key
	outside     map[string]*entry[account.Account]   // by external id
	byID        map[record.ID]*entry[account.Account]
	contacts    map[record.ID][]*entry[account.Contact]
	people      map[string]*entry[account.Contact] // by external id
	departments map[record.ID][]*entry[account.Department]
	deals       map[string]*dealEntry // by external id
	named       map[string][]*dealEntry
	products    map[string]*entry[account.Product]
	stock       map[string]*entry[account.Product] // by external id
	users       []*entry[org.User]
	teams       []*entry[org.Team]
	roles       map[string]record.ID
	tags        map[string]*entry[activity.Tag]
}

func newWorld(ctx context.Context, in *intake, r *store.Reads) (*world, error) {
	w := &world{
		in:          in,
		r:           r,
		accounts:    map[string][]*entry[account.Account]{},
		outside:     map[string]*entry[account.Account]{},
		byID:        map[record.ID]*entry[account.Account]{},
		contacts:    map[record.ID][]*entry[account.Contact]{},
		people:      map[string]*entry[account.Contact]{},
		departments: map[record.ID][]*entry[account.Department]{},
		deals:       map[string]*dealEntry{},
		named:       map[string][]*dealEntry{},
		products:    map[string]*entry[account.Product]{},
		stock:       map[string]*entry[account.Product]{},
		roles:       map[string]record.ID{},
		tags:        map[string]*entry[activity.Tag]{},
	}
	return w, w.loadFew(ctx)
}

// loadFew reads the tables that are small: users, teams, roles, products, tags.
func (w *world) loadFew(ctx context.Context) error {
	users, err := w.r.Users(ctx)
	if err != nil {
		return err
	}
	for _, u := range users {
		w.users = append(w.users, &entry[org.User]{row: u, stored: u})
	}
	teams, err := w.r.Teams(ctx)
	if err != nil {
		return err
	}
	for _, t := range teams {
		w.teams = append(w.teams, &entry[org.Team]{row: t, stored: t})
	}
	roles, err := w.r.Roles(ctx)
	if err != nil {
		return err
	}
	for _, x := range roles {
		w.roles[x.Code] = x.ID
	}
	return w.loadLists(ctx)
}

func (w *world) loadLists(ctx context.Context) error {
	products, err := w.r.AllProducts(ctx)
	if err != nil {
		return err
	}
	for _, p := range products {
		e := &entry[account.Product]{row: p, stored: p, seen: true}
		if old := w.products[p.MatchKey]; old == nil || old.row.Trashed() {
			w.products[p.MatchKey] = e
		}
		if p.ExternalID != "" && p.Source == w.in.source {
			w.stock[p.ExternalID] = e
		}
	}
	tags, err := w.r.Tags(ctx)
	for _, t := range tags {
		w.tags[t.MatchKey] = &entry[activity.Tag]{row: t, stored: t}
	}
	return err
}

// prepare reads what the rows of a batch may mean.
func (w *world) prepare(ctx context.Context, rows []*importRow) error {
	w.asked = newAsked()
	for _, r := range rows {
		if r.verdict == "" {
			w.in.ask(w.asked, r)
		}
	}
	if err := w.loadAccounts(ctx, maps.Clone(w.asked.accounts), w.asked.outside); err != nil {
		return err
	}
	if err := w.loadContacts(ctx, w.asked.people); err != nil {
		return err
	}
	return w.loadDeals(ctx, w.asked.deals, w.asked.names)
}

func (w *world) loadAccounts(ctx context.Context, keys, outside wanted) error {
	for k := range keys {
		if _, done := w.accounts[k]; done {
			delete(keys, k)
		}
	}
	scope := w.in.who.Scope(org.ReadAccounts)
	found, err := w.r.AccountsKeyed(ctx, scope, keys.list())
	if err != nil {
		return err
	}
	more, err := w.r.AccountsOutside(ctx, scope, w.in.source, outside.list())
	if err != nil {
		return err
	}
	for k := range keys {
		w.accounts[k] = nil
	}
	for _, a := range append(found, more...) {
		w.putAccount(a)
	}
	return nil
}

func (w *world) putAccount(a store.KnownAccount) *entry[account.Account] {
	if e := w.byID[a.ID]; e != nil {
		return e
	}
	e := &entry[account.Account]{row: a.Account, stored: a.Account, seen: a.Seen}
	w.knowAccount(e)
	return e
}

func (w *world) knowAccount(e *entry[account.Account]) {
	w.accounts[e.row.MatchKey] = append(w.accounts[e.row.MatchKey], e)
	w.byID[e.row.ID] = e
	if e.row.ExternalID != "" && e.row.Source == w.in.source {
		w.outside[e.row.ExternalID] = e
	}
}

// loadContacts reads the contacts and departments of the accounts that the batch
// found, when the plan speaks of people.
func (w *world) loadContacts(ctx context.Context, people wanted) error {
	if w.in.kind != ImportContacts && !w.in.maps("contact.name") {
		return nil
	}
	var at []record.ID
	for _, list := range w.accounts {
		for _, e := range list {
			if e.fresh {
				continue
			}
			if _, done := w.contacts[e.row.ID]; !done {
				at = append(at, e.row.ID)
				w.contacts[e.row.ID] = nil
			}
		}
	}
	found, err := w.r.ContactsAt(ctx, at)
	if err != nil {
		return err
	}
	for _, c := range found {
		w.knowContact(&entry[account.Contact]{row: c, stored: c, seen: true})
	}
	if found, err = w.r.ContactsOutside(ctx, w.in.source, people.list()); err != nil {
		return err
	}
	for _, c := range found {
		if w.people[c.ExternalID] == nil {
			w.people[c.ExternalID] = &entry[account.Contact]{row: c, stored: c}
		}
	}
	departments, err := w.r.DepartmentsAt(ctx, at)
	for _, x := range departments {
		w.departments[x.AccountID] = append(
			w.departments[x.AccountID],
			&entry[account.Department]{row: x, stored: x},
		)
	}
	return err
}

func (w *world) knowContact(e *entry[account.Contact]) {
	w.contacts[e.row.AccountID] = append(w.contacts[e.row.AccountID], e)
	if e.row.ExternalID != "" && e.row.Source == w.in.source {
		w.people[e.row.ExternalID] = e
	}
}

func (w *world) loadDeals(ctx context.Context, outside, names wanted) error {
	if w.in.kind != ImportDeals {
		return nil
	}
	scope := w.in.who.Scope(org.ReadDeals)
	found, err := w.r.DealsOutside(ctx, scope, w.in.source, outside.list())
	if err != nil {
		return err
	}
	if w.in.plan.Key == keyMatch && w.in.plan.Duplicate != duplicateNew {
		more, err := w.r.DealsNamed(ctx, scope, names.list())
		if err != nil {
			return err
		}
		found = append(found, more...)
	}
	for _, x := range found {
		w.putDeal(x)
	}
	return nil
}

func (w *world) putDeal(x store.KnownDeal) {
	for _, e := range w.named[x.Name] {
		if e.row.ID == x.ID {
			return
		}
	}
	w.knowDeal(&dealEntry{entry: entry[deal.Deal]{row: x.Deal, stored: x.Deal, seen: x.Seen}})
}

func (w *world) knowDeal(e *dealEntry) {
	if w.asked.names[e.row.Name] {
		w.named[e.row.Name] = append(w.named[e.row.Name], e)
	}
	if e.row.ExternalID != "" && e.row.Source == w.in.source {
		w.deals[e.row.ExternalID] = e
	}
}

// put queues a record for writing, once.
func put[T any](w *world, e *entry[T]) {
	if !e.queued {
		e.queued = true
		w.queue = append(w.queue, e)
	}
}

// rank is the place of a record in the order of writing: what others refer to
// comes first.
func rank(f flusher) int {
	switch f.(type) {
	case *entry[org.Team]:
		return 0
	case *entry[org.User]:
		return 1
	case *entry[account.Account]:
		return 2
	case *entry[account.Department]:
		return 3
	case *entry[account.Contact]:
		return 4
	case *dealEntry:
		return 5
	case *entry[activity.Tagging]:
		return 6
	}
	return 0
}

// write brings everything that rows said into the transaction.
func (w *world) write(ctx context.Context, tx *store.Tx) error {
	slices.SortStableFunc(w.queue, func(a, b flusher) int { return rank(a) - rank(b) })
	for _, f := range w.queue {
		if err := f.flush(ctx, w.in, tx); err != nil {
			return err
		}
	}
	if len(w.again) == 0 {
		return nil
	}
	return w.in.a.reflag(ctx, tx, w.again...)
}

// nameKey makes equal what people take for the same name.
func nameKey(s string) string { return strings.Join(strings.Fields(search.Fold(s)), " ") }
