package app

import (
	"context"
	"hash/maphash"

	"sente/internal/sales/account"
)

// wanted are the keys that a batch asks for, each once.
type wanted map[string]bool

func (x wanted) list() []string {
	out := make([]string, 0, len(x))
	for k := range x {
		out = append(out, k)
	}
	return out
}

// asked are the keys of a batch by what they find.
type asked struct{ accounts, outside, people, deals, names wanted }

func newAsked() asked { return asked{wanted{}, wanted{}, wanted{}, wanted{}, wanted{}} }

// ask notes the keys by which a row finds records.
func (in *intake) ask(x asked, r *importRow) {
	put := func(to wanted, field string, key func(string) string) {
		if at, ok := in.at[field]; ok && r.values[at].Text != "" {
			to[key(r.values[at].Text)] = true
		}
	}
	same := func(s string) string { return s }
	switch in.kind {
	case ImportAccounts:
		put(x.accounts, "name", account.MatchKey)
		put(x.accounts, "parent", account.MatchKey)
		put(x.outside, "external_id", same)
	case ImportContacts:
		put(x.people, "external_id", same)
	case ImportDeals:
		put(x.deals, "external_id", same)
		put(x.names, "name", same)
	}
	if in.kind == ImportContacts || in.kind == ImportDeals {
		put(x.accounts, "account", account.MatchKey)
		put(x.outside, "account.external_id", same)
	}
}

// settle ends a batch of a dry run: what it said is from now on there, as far
// as a later row asks for it again.
func (w *world) settle(again *recurring) {
	w.queue, w.again = w.queue[:0], w.again[:0]
	for key := range w.asked.accounts {
		if again.has(key) {
			continue
		}
		for _, e := range w.accounts[key] {
			delete(w.byID, e.row.ID)
			delete(w.contacts, e.row.ID)
			delete(w.departments, e.row.ID)
		}
		delete(w.accounts, key)
	}
	forget(w.outside, w.asked.outside, again)
	forget(w.people, w.asked.people, again)
	forget(w.deals, w.asked.deals, again)
	forget(w.named, w.asked.names, again)
}

func forget[T any](from map[string]T, keys wanted, again *recurring) {
	for key := range keys {
		if !again.has(key) {
			delete(from, key)
		}
	}
}

// recurring knows which keys stand in a file more than once, so that a dry run
// need not remember the others.
type recurring struct {
	seed maphash.Seed
	seen map[uint64]bool // true: more than once
}

func newRecurring() *recurring { return &recurring{maphash.MakeSeed(), map[uint64]bool{}} }

func (x *recurring) has(key string) bool { return x.seen[maphash.String(x.seed, key)] }

func (x *recurring) note(keys ...wanted) {
	for _, list := range keys {
		for key := range list {
			h := maphash.String(x.seed, key)
			_, before := x.seen[h]
			x.seen[h] = before
		}
	}
}

// findRecurring reads the file once for its keys. A row that is joined with
// another one in the second pass asks for its own keys again.
func (in *intake) findRecurring(ctx context.Context) (*recurring, error) {
	out := newRecurring()
	err := in.pass(ctx, 0, func(rows []*importRow) error {
		for _, r := range rows {
			if r.verdict != "" {
				continue
			}
			x := newAsked()
			in.ask(x, r)
			out.note(x.accounts, x.outside, x.people, x.deals, x.names)
			if at, ok := in.at[in.linkField()]; ok && r.values[at].Text != "" {
				out.note(x.accounts, x.outside, x.people)
			}
		}
		return nil
	})
	return out, err
}
