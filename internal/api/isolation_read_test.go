package api_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// TestIsolationOfReads asks the reads of the store themselves, as everybody:
// acts that read twice, first a row and then its deal, would hide that one of
// the two forgot the scope.
func TestIsolationOfReads(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		w := watchHouse(t, h)
		asked := 0
		for _, who := range w.people {
			a := w.As(who.id)
			s := store.Scopes{Deals: a.Scope(org.ReadDeals), Accounts: a.Scope(org.ReadAccounts)}
			for _, x := range w.Things {
				read := w.readOf(x.Kind)
				if read == nil || slices.Contains(trashed, x.Name) {
					continue
				}
				asked++
				err := read(s, x.ID)
				if got, want := err == nil, strings.Contains(readers[x.Name], who.letter); got != want {
					t.Errorf("%s reads %s %s: %v (%v), want %v", who.letter, x.Kind, x.Name, got, err, want)
				}
			}
			w.noWordsOf(t, who, s)
		}
		if asked < 150 {
			t.Errorf("asked %d times, want more than a hundred", asked)
		}
	})
}

// readOf is how the store reads one thing of a kind; nil: not by its id.
func (w *watch) readOf(kind record.Kind) func(store.Scopes, record.ID) error {
	ctx, r := context.Background(), w.DB.Reads()
	switch kind {
	case record.Influence:
		return func(s store.Scopes, id record.ID) error { _, err := r.Person(ctx, s.Deals, id); return err }
	case record.Review:
		return func(s store.Scopes, id record.ID) error { _, err := r.Review(ctx, s.Deals, id); return err }
	case record.Challenge:
		return func(s store.Scopes, id record.ID) error { _, err := r.Challenge(ctx, s.Deals, id); return err }
	case record.Competitor:
		return entryOf[deal.Competitor](r)
	case record.Intel:
		return entryOf[deal.Intel](r)
	case record.Strength:
		return entryOf[deal.Strength](r)
	case record.Weakness:
		return entryOf[deal.Weakness](r)
	case record.Proposal:
		return entryOf[deal.Proposal](r)
	case record.ChangeReview:
		return entryOf[deal.ChangeReview](r)
	case record.ExternalBody:
		return entryOf[deal.ExternalBody](r)
	case record.Objection:
		return entryOf[deal.Objection](r)
	case record.Visit:
		return entryOf[deal.Visit](r)
	case record.Booking:
		return entryOf[deal.Booking](r)
	case record.Need:
		return entryOf[deal.Need](r)
	case record.Decision:
		return entryOf[deal.Decision](r)
	case record.Department:
		return func(s store.Scopes, id record.ID) error { _, err := r.Department(ctx, s.Accounts, id); return err }
	case record.Account:
		return func(s store.Scopes, id record.ID) error { _, err := r.Account(ctx, s.Accounts, id); return err }
	case record.Contact:
		return func(s store.Scopes, id record.ID) error { _, err := r.Contact(ctx, s.Accounts, id); return err }
	case record.Deal:
		return func(s store.Scopes, id record.ID) error {
			_, err := r.DealShown(ctx, s.Deals, id)
			facts, _ := r.Facts(ctx, s.Deals, id)
			people, _ := r.PeopleOf(ctx, s.Deals, id)
			if fault.Is(err, fault.NotFound) && len(facts)+len(people) > 0 {
				return nil
			}
			return err
		}
	}
	return nil
}

// entryOf reads something that people wrote about a deal.
func entryOf[T any](r *store.Reads) func(store.Scopes, record.ID) error {
	return func(s store.Scopes, id record.ID) error {
		_, err := store.Entry[T](context.Background(), r, s.Deals, id)
		return err
	}
}

// noWordsOf looks for notes and tasks of others in the events of an account.
func (w *watch) noWordsOf(t *testing.T, who watcher, s store.Scopes) {
	t.Helper()
	about := store.About{Ref: record.Ref{Kind: record.Account, ID: w.Harbor}}
	rows, err := w.DB.Reads().Events(context.Background(), s, about, 0, 500)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range rows {
		for _, name := range []string{"ledger", "postcard", "chore"} {
			if e.SubjectID == w.Of(name) && !strings.Contains(readers[name], who.letter) {
				t.Errorf("%s reads the event %s of %s", who.letter, e.Act, name)
			}
		}
	}
}

// exporters says who takes which thing away in a file: what he owns, or what his
// team owns; what he only reads stays.
var exporters = map[string]string{"harbor": "ADMm", "bank": "ADMr", "metro": "ADNt", "meadow": "AD", "annex": "ADMr",
	"wharf": "ADMm", "vault": "ADMr", "tunnel": "ADNt", "crane": "ADMr", "ballast": "ADMm",
	"boss": "ADMm", "hermit": "ADMm", "double": "ADMm", "spy": "ADMm", "teller": "ADMr", "driver": "ADNt"}

// TestIsolationOfFiles looks for the rows of things in everybody's files.
func TestIsolationOfFiles(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		w := watchHouse(t, h)
		for _, who := range w.people {
			for _, kind := range []record.Kind{record.Account, record.Contact, record.Deal} {
				file := w.get(h.cookie(who.id), "/api/export/"+string(kind)+"s.csv?status=any")
				for _, x := range w.Things {
					if x.Kind != kind || slices.Contains(trashed, x.Name) {
						continue
					}
					got, want := hasRow(file.body, x.Word), strings.Contains(exporters[x.Name], who.letter)
					if got != want {
						t.Errorf("%s has %s in his file of %ss: %v, want %v: %s", who.letter, x.Name, kind, got, want, file)
					}
				}
			}
		}
	})
}

// hasRow reports whether a line of a CSV file is about a name.
func hasRow(file, name string) bool {
	return strings.Contains(file, "\n"+name+",")
}
