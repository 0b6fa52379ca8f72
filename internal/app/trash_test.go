package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/sales/strategy"
	"sente/internal/store"
)

// attic is a deal with a person, notes and a task, and his account.
type attic struct {
	deal    deal.Deal
	contact account.Contact
	kept    activity.Note // on the deal
	gone    activity.Note // on the deal, thrown away before
}

func newAttic(c *cast.Company) attic {
	ctx := context.Background()
	x := attic{deal: sell(c, c.Mina, c.Harbor, deal.Fields{Name: "港口调度"})}
	x.contact = account.Contact{ContactFields: account.ContactFields{AccountID: c.Harbor, Name: "钱望"}, SortKey: search.SortKey("钱望")}
	x.kept = activity.Note{SubjectKind: record.Deal, SubjectID: x.deal.ID, AuthorID: c.Mina, Text: "首次拜访"}
	x.gone = activity.Note{SubjectKind: record.Deal, SubjectID: x.deal.ID, AuthorID: c.Mina, Text: "作废"}
	write(c, func(tx *store.Tx) error {
		if err := store.Add(ctx, tx, &x.contact); err != nil {
			return err
		}
		i := deal.Influence{DealID: x.deal.ID, ContactID: x.contact.ID}
		i.Roles = []influence.Role{influence.UB}
		for _, err := range []error{store.Add(ctx, tx, &i), store.Add(ctx, tx, &x.kept), store.Add(ctx, tx, &x.gone),
			store.Add(ctx, tx, &activity.Note{SubjectKind: record.Contact, SubjectID: x.contact.ID, AuthorID: c.Mina, Text: "喜欢茶"}),
			store.Add(ctx, tx, &activity.Task{SubjectKind: record.Deal, SubjectID: x.deal.ID, Title: "回访", AuthorID: c.Mina})} {
			if err != nil {
				return err
			}
		}
		old := x.gone
		x.gone.DeletedAt = tx.Now()
		return store.Save(ctx, tx, old, &x.gone)
	})
	return x
}

// alive counts the rows that hang on a deal and its account and are not in the trash.
func alive(c *cast.Company, x attic) map[string]int {
	c.T.Helper()
	out := map[string]int{}
	for name, from := range map[string]string{
		"deal": "deal WHERE id = $1", "influence": "influence WHERE deal_id = $1",
		"deal note":    "note WHERE subject_kind = 'deal' AND subject_id = $1",
		"deal task":    "task WHERE subject_kind = 'deal' AND subject_id = $1",
		"contact":      "contact WHERE id = $2",
		"contact note": "note WHERE subject_kind = 'contact' AND subject_id = $2",
	} {
		of := x.deal.ID
		if strings.Contains(from, "$2") {
			from, of = strings.ReplaceAll(from, "$2", "$1"), x.contact.ID
		}
		out[name] = len(ask(c, "SELECT 'x' FROM "+from+" AND deleted_at IS NULL", int64(of)))
	}
	return out
}

func TestDealGoesAndReturnsWhole(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		x := newAttic(c)
		before := alive(c, x)
		if err := c.App.PutMember(ctx, c.As(c.Mina), x.deal.ID, deal.Member{UserID: c.Pia, Role: "presales"}); err != nil {
			t.Fatal(err)
		}
		c.Refused(c.App.TrashDeal(ctx, c.As(c.Pia), x.deal.ID, 1), fault.Denied, "denied")
		c.Refused(c.App.TrashDeal(ctx, c.As(c.Rui), x.deal.ID, 1), fault.NotFound, "not_found")
		c.Refused(c.App.TrashDeal(ctx, c.As(c.Mina), x.deal.ID, 0), fault.PreconditionMissing, "if_match_missing")
		if err := c.App.TrashDeal(ctx, c.As(c.Mina), x.deal.ID, 1); err != nil {
			t.Fatal(err)
		}
		if got := alive(c, x); got["influence"]+got["deal note"]+got["deal task"]+got["deal"] != 0 || got["contact note"] != 1 {
			t.Errorf("still there: %v", got)
		}
		_, err := c.App.Deal(ctx, c.As(c.Mina), x.deal.ID)
		c.Refused(err, fault.NotFound, "not_found")
		for name, tc := range map[string]struct {
			who  record.ID
			sees bool
		}{"owner": {c.Mina, true}, "manager": {c.Mo, true}, "director": {c.Dora, true}, "member": {c.Pia, false},
			"colleague": {c.Rui, false}, "other manager": {c.Nils, false}, "read-only": {c.Rob, false}} {
			items, err := c.App.Trash(ctx, c.As(tc.who))
			if err != nil || (len(items) == 1) != tc.sees {
				t.Errorf("%s: sees %v (%v)", name, items, err)
			}
			if !tc.sees {
				c.Refused(c.App.Restore(ctx, c.As(tc.who), x.deal.Ref()), fault.NotFound, "not_found")
			}
		}
		c.Clock.Pass(time.Hour)
		if err := c.App.Restore(ctx, c.As(c.Mo), x.deal.Ref()); err != nil {
			t.Fatal(err)
		}
		after := alive(c, x)
		for name, n := range before {
			if after[name] != n {
				t.Errorf("%s: %d returned, want %d", name, after[name], n)
			}
		}
		q, err := store.Query("港口调度")
		if err != nil {
			t.Fatal(err)
		}
		l, err := c.DB.Reads().Deals(ctx, org.Everyone("test"), store.DealFilter{Q: q})
		if err != nil || l.Total != 1 {
			t.Errorf("not found again: %v (%v)", l, err)
		}
		c.Refused(c.App.Restore(ctx, c.As(c.Mo), x.deal.Ref()), fault.NotFound, "not_found")
	})
}

func TestAccountGoesAndReturnsWhole(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		x := newAttic(c)
		harbor := record.Ref{Kind: record.Account, ID: c.Harbor}
		c.Refused(c.App.TrashAccount(ctx, c.As(c.Mina), c.Harbor, 1), fault.Conflict, "account_has_deals")
		c.Refused(c.App.TrashContact(ctx, c.As(c.Mina), x.contact.ID, 1), fault.Conflict, "contact_on_deals")
		set(c, x.deal.ID, func(d *deal.Deal) { d.Status = strategy.Won })
		sub, err := c.App.AddAccount(ctx, c.As(c.Mina), account.Fields{Name: "海港东区", ParentID: c.Harbor})
		if err != nil {
			t.Fatal(err)
		}
		c.Refused(c.App.TrashAccount(ctx, c.As(c.Mina), c.Harbor, 1), fault.Conflict, "account_has_subsidiaries")
		if err := c.App.TrashAccount(ctx, c.As(c.Mina), sub.ID, 1); err != nil {
			t.Fatal(err)
		}
		before := alive(c, x)
		if err := c.App.TrashAccount(ctx, c.As(c.Mina), c.Harbor, 1); err != nil {
			t.Fatal(err)
		}
		if got := alive(c, x); got["contact"]+got["influence"]+got["contact note"] != 0 || got["deal"] != 1 || got["deal note"] != 1 {
			t.Errorf("still there: %v", got)
		}
		items, err := c.App.Trash(ctx, c.As(c.Mina))
		if err != nil || len(items) != 2 || items[0].ID != c.Harbor {
			t.Errorf("got %+v (%v), want the two accounts, the latest first", items, err)
		}
		c.Refused(c.App.Restore(ctx, c.As(c.Mina), sub.Ref()), fault.Conflict, "account_in_trash")
		c.Refused(c.App.Restore(ctx, c.As(c.Mina), x.contact.Ref()), fault.NotFound, "not_found")
		if err := c.App.TrashDeal(ctx, c.As(c.Mina), x.deal.ID, 2); err != nil {
			t.Fatal(err)
		}
		c.Refused(c.App.Restore(ctx, c.As(c.Mina), x.deal.Ref()), fault.Conflict, "account_in_trash")
		for _, ref := range []record.Ref{harbor, x.deal.Ref(), sub.Ref()} {
			if err := c.App.Restore(ctx, c.As(c.Mina), ref); err != nil {
				t.Fatal(ref, err)
			}
		}
		after := alive(c, x)
		for name, n := range before {
			if after[name] != n {
				t.Errorf("%s: %d returned, want %d", name, after[name], n)
			}
		}
	})
}

func TestContactGoesAndReturnsWhole(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		x := newAttic(c)
		err := c.App.TrashContact(ctx, c.As(c.Mina), x.contact.ID, 1)
		c.Refused(err, fault.Conflict, "contact_on_deals")
		if got := fault.Of(err).Params["names"]; got != "港口调度" {
			t.Errorf("it names %v", got)
		}
		set(c, x.deal.ID, func(d *deal.Deal) { d.Status = strategy.Lost })
		before := alive(c, x)
		c.Refused(c.App.TrashContact(ctx, c.As(c.Tao), x.contact.ID, 1), fault.NotFound, "not_found")
		c.Refused(c.App.TrashContact(ctx, c.As(c.Rob), x.contact.ID, 1), fault.Denied, "denied")
		if err := c.App.TrashContact(ctx, c.As(c.Mina), x.contact.ID, 1); err != nil {
			t.Fatal(err)
		}
		if got := alive(c, x); got["contact"]+got["influence"]+got["contact note"] != 0 || got["deal note"] != 1 {
			t.Errorf("still there: %v", got)
		}
		items, err := c.App.Trash(ctx, c.As(c.Mo))
		if err != nil || len(items) != 1 || items[0].Kind != record.Contact || items[0].Name != "钱望" {
			t.Errorf("got %+v (%v)", items, err)
		}
		c.Refused(c.App.Restore(ctx, c.As(c.Tao), x.contact.Ref()), fault.NotFound, "not_found")
		if err := c.App.Restore(ctx, c.As(c.Mo), x.contact.Ref()); err != nil {
			t.Fatal(err)
		}
		after := alive(c, x)
		for name, n := range before {
			if after[name] != n {
				t.Errorf("%s: %d returned, want %d", name, after[name], n)
			}
		}
	})
}

func TestTrashKeepsItsKeys(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		if err := c.App.TrashAccount(ctx, c.As(c.Mina), c.Harbor, 1); err != nil {
			t.Fatal(err)
		}
		kept, err := c.DB.Reads().AccountsByKey(ctx, org.Everyone("test"), account.MatchKey("海港集团有限公司"))
		if err != nil || !slices.ContainsFunc(kept, func(a account.Account) bool { return a.ID == c.Harbor }) {
			t.Errorf("the match key is free again: %v (%v)", kept, err)
		}
	})
}

// TestTrashSaysWhoAndWhen: the trash names who put a thing there last, and when.
func TestTrashSaysWhoAndWhen(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		x := newAttic(c)
		for i, who := range []record.ID{c.Mina, c.Mo} {
			d, err := c.App.Deal(ctx, c.As(c.Mina), x.deal.ID)
			if err != nil {
				t.Fatal(err)
			}
			c.Clock.Pass(time.Hour)
			from := c.DB.Now()
			if err := c.App.TrashDeal(ctx, c.As(who), d.ID, d.Version); err != nil {
				t.Fatal(err)
			}
			until := c.DB.Now()
			c.Clock.Pass(time.Hour)
			found, err := c.App.Trash(ctx, c.As(c.Mina))
			if err != nil || len(found) != 1 {
				t.Fatalf("%d: got %+v (%v)", i, found, err)
			}
			got := found[0]
			if got.DeleterID != who || got.Deleter != c.As(who).Name || got.DeletedAt < from || got.DeletedAt > until {
				t.Errorf("%d: got %+v, want %d between %v and %v", i, got, who, from, until)
			}
			if err := c.App.Restore(ctx, c.As(c.Mina), x.deal.Ref()); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestTrashedEntriesAreReadWithinTheScope: what was thrown away of a deal is as
// far from a stranger as the deal.
func TestTrashedEntriesAreReadWithinTheScope(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		s := c.Tell()
		x, err := s.App.AddNeed(ctx, s.As(s.Mina), s.Of("wharf"), deal.NeedFields{Text: "又一条", Layer: deal.Goal})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.App.RemoveNeed(ctx, s.As(s.Mina), x.ID, 1); err != nil {
			t.Fatal(err)
		}
		read := func(who record.ID) error {
			_, err := store.TrashedEntry[deal.Need](ctx, s.App.DB().Reads(), s.As(who).Scope(org.ReadDeals), x.ID)
			return err
		}
		if err := read(s.Mina); err != nil {
			t.Error(err)
		}
		s.Refused(read(s.Tao), fault.NotFound, "not_found")
		s.Refused(s.App.RestoreEntry(ctx, s.As(s.Tao), record.Ref{Kind: record.Need, ID: x.ID}), fault.NotFound, "not_found")
		if err := s.App.RestoreEntry(ctx, s.As(s.Mina), record.Ref{Kind: record.Need, ID: x.ID}); err != nil {
			t.Error(err)
		}
	})
}
