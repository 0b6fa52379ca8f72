package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// acts lists the acts of a timeline, oldest first.
func (d *desk) acts(t *testing.T, who record.ID, of record.Ref) []string {
	t.Helper()
	list, _, err := d.App.Timeline(context.Background(), d.As(who), of, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range list {
		out = append(out, h.Act)
	}
	slices.Reverse(out)
	return out
}

// told is everything that a timeline says, as JSON.
func (d *desk) told(t *testing.T, who record.ID, of record.Ref) string {
	t.Helper()
	list, _, err := d.App.Timeline(context.Background(), d.As(who), of, 0)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTimelineTellsWhatChanged(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		x := good(d.App.Deal(ctx, d.As(d.Mina), d.Deal.ID))(t)
		good(d.App.EditDeal(ctx, d.As(d.Mina), x.ID, x.Version, []byte(`{"name":"海港调度二期"}`)))(t)
		list, next, err := d.App.Timeline(ctx, d.As(d.Pia), d.Deal.Ref(), 0)
		if err != nil || next != 0 || list[0].Act != "deal.edited" || list[0].ActorName != "米娜" {
			t.Fatalf("got %+v, %d, %v", list, next, err)
		}
		i := slices.IndexFunc(list[0].Changes, func(c activity.Difference) bool { return c.Field == "name" })
		if i < 0 || string(list[0].Changes[i].Before) != `"海港调度系统"` || string(list[0].Changes[i].After) != `"海港调度二期"` {
			t.Errorf("got %+v, want the change of the name", list[0].Changes)
		}
		for _, who := range []record.ID{d.Tao, d.Rui, d.Nils} {
			_, _, err := d.App.Timeline(ctx, d.As(who), d.Deal.Ref(), 0)
			d.Refused(err, fault.NotFound, "not_found")
		}
	})
}

func TestTimelineKeepsHiddenCoaches(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		for _, of := range []record.Ref{d.Deal.Ref(), {Kind: record.Account, ID: d.Harbor}, d.Han.Ref()} {
			for name, who := range d.inTheKnow {
				if told := d.told(t, who, of); !strings.Contains(told, d.HanInfluence.String()) {
					t.Errorf("%s on %s: got %s, want the hidden coach in it", name, of, told)
				}
			}
			for name, who := range d.blind {
				told := d.told(t, who, of)
				if strings.Contains(told, d.HanInfluence.String()) {
					t.Errorf("%s on %s: the timeline names the hidden coach: %s", name, of, told)
				}
				if strings.Contains(told, `"CO"`) || strings.Contains(told, `"field":"hidden"`) {
					t.Errorf("%s on %s: the timeline tells of a coach: %s", name, of, told)
				}
				if of.Kind == record.Deal && (!strings.Contains(told, d.WeiInfluence.String()) || !strings.Contains(told, d.YuInfluence.String())) {
					t.Errorf("%s: got %s, want the others in it", name, told)
				}
			}
		}
	})
}

func TestTimelineOfAnAccountLeavesOutDealsAndWordsOutOfScope(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		on := record.Ref{Kind: record.Account, ID: d.Harbor}
		good(d.App.AddNote(ctx, d.As(d.Mina), on, "机密预算"))(t)
		other := good(d.App.AddDeal(ctx, d.As(d.Mina), app.NewDeal{Fields: d.Deal.Fields}))(t)
		if told := d.told(t, d.Pia, on); strings.Contains(told, other.ID.String()) || strings.Contains(told, "机密预算") {
			t.Errorf("member: got %s, want neither the other deal nor the owner's note", told)
		}
		if told := d.told(t, d.Mo, on); !strings.Contains(told, other.ID.String()) || !strings.Contains(told, "机密预算") {
			t.Errorf("manager: got %s, want both", told)
		}
		if got := d.acts(t, d.Pia, on); !slices.Contains(got, "contact.added") || !slices.Contains(got, "deal.added") {
			t.Errorf("member: got %v, want the contacts and his deal", got)
		}
	})
}

func TestTimelineOfAContact(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		good(d.App.AddNote(ctx, d.As(d.Mina), d.Wei.Ref(), "爱喝茶"))(t)
		good(d.App.AddTask(ctx, d.As(d.Mina), app.NewTask{Subject: d.Wei.Ref(), Title: "送茶"}))(t)
		if got, want := d.acts(t, d.Mo, d.Wei.Ref()), "contact.added influence.added note.added task.added"; strings.Join(got, " ") != want {
			t.Errorf("got %v, want %s", got, want)
		}
		if got, want := d.acts(t, d.Pia, d.Wei.Ref()), "contact.added influence.added"; strings.Join(got, " ") != want {
			t.Errorf("member: got %v, want %s", got, want)
		}
	})
}

func TestTimelineComesInPages(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		for range 60 {
			good(d.App.AddNote(ctx, d.As(d.Mina), d.Deal.Ref(), "x"))(t)
		}
		seen := map[record.ID]bool{}
		var before record.ID
		for round := 0; ; round++ {
			list, next, err := d.App.Timeline(ctx, d.As(d.Mina), d.Deal.Ref(), before)
			if err != nil || round > 5 {
				t.Fatal(round, err)
			}
			for _, h := range list {
				if seen[h.ID] || before != 0 && h.ID >= before {
					t.Errorf("event %s comes twice or too late", h.ID)
				}
				seen[h.ID] = true
			}
			if before = next; next == 0 {
				break
			}
		}
		if len(seen) < 60 {
			t.Errorf("got %d events, want at least 60", len(seen))
		}
	})
}

func TestHearsWhatExistsForThePerson(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		last := good(d.DB.Reads().LastEvent(ctx))(t)
		harbor := record.Ref{Kind: record.Account, ID: d.Harbor}
		good(d.App.AddNote(ctx, d.As(d.Pia), d.Deal.Ref(), "a"))(t)
		good(d.App.AddNote(ctx, d.As(d.Mina), harbor, "b"))(t)
		good(d.App.AddNote(ctx, d.As(d.Pia), harbor, "c"))(t)
		if err := d.App.RemoveInfluence(ctx, d.As(d.Mina), d.HanInfluence, d.influence(t, d.HanInfluence)); err != nil {
			t.Fatal(err)
		}
		good(d.App.AddTeam(ctx, d.As(d.Ada), app.TeamFields{Name: "三部"}))(t)
		for name, tc := range map[string]struct {
			who  record.ID
			want string
		}{
			"owner":         {d.Mina, "note note note influence"},
			"his manager":   {d.Mo, "note note note influence team"},
			"member":        {d.Pia, "note note"},
			"administrator": {d.Ada, "note note note team"},
			"read-only":     {d.Rob, "note note note team"},
			"colleague":     {d.Rui, ""},
			"other manager": {d.Nils, "team"},
			"other rep":     {d.Tao, ""},
		} {
			if got := d.heardAfter(t, d.As(tc.who), last); got != tc.want {
				t.Errorf("%s: got %q, want %q", name, got, tc.want)
			}
		}
	})
}

func TestTrashOfADealIsHeardByThoseWhoSawIt(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		last := good(d.DB.Reads().LastEvent(ctx))(t)
		x := good(d.App.Deal(ctx, d.As(d.Mina), d.Deal.ID))(t)
		if err := d.App.TrashDeal(ctx, d.As(d.Mina), x.ID, x.Version); err != nil {
			t.Fatal(err)
		}
		for who, want := range map[record.ID]string{d.Mina: "deal", d.Pia: "deal", d.Mo: "deal", d.Rui: "", d.Tao: ""} {
			if got := d.heardAfter(t, d.As(who), last); got != want {
				t.Errorf("%s: got %q, want %q", d.As(who).Name, got, want)
			}
		}
	})
}

// heardAfter lists the kinds of the events behind one that a person hears of.
func (d *desk) heardAfter(t *testing.T, who org.Actor, last record.ID) string {
	t.Helper()
	var out []string
	for _, e := range good(d.DB.Reads().EventsAfter(context.Background(), last, 100))(t) {
		if good(d.App.Hears(context.Background(), who, e))(t) {
			out = append(out, string(e.Kind))
		}
	}
	return strings.Join(out, " ")
}

// influence is the version of an influence.
func (d *desk) influence(t *testing.T, id record.ID) int64 {
	t.Helper()
	return good(d.DB.Reads().Person(context.Background(), d.As(d.Mina).Scope(org.ReadDeals), id))(t).Version
}

// TestCustomersChangesAreInTheTimelineOfHisDeals: a change at a customer is told
// on each of his deals, with the flags of that deal only.
func TestCustomersChangesAreInTheTimelineOfHisDeals(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		other := sell(x.Company, x.Mina, x.Harbor, deal.Fields{Name: "另一个"})
		elsewhere := sell(x.Company, x.Rui, x.Bank, deal.Fields{Name: "别处"})
		_, err := x.App.AddAccountEvent(ctx, x.As(x.Mina), x.Harbor,
			deal.AccountEventFields{Kind: strategy.LeaderChange, On: x.App.Today(), Text: "总经理退休"})
		x.ok(err)
		last := func(who, id record.ID) app.Happening {
			list, _, err := x.App.Timeline(ctx, x.As(who), record.Ref{Kind: record.Deal, ID: id}, 0)
			x.ok(err)
			return list[0]
		}
		flags := func(h app.Happening) (n int) {
			for _, c := range h.Changes {
				if c.Kind == record.Flag && c.How == "added" {
					n++
				}
			}
			return n
		}
		for _, id := range []record.ID{x.id, other.ID} {
			if h := last(x.Mina, id); h.Act != "account_event.added" || flags(h) != 1 {
				t.Errorf("the last of %d is %s with %d flags, want the change at the customer with one flag", id, h.Act, flags(h))
			}
		}
		if h := last(x.Rui, elsewhere.ID); h.Act == "account_event.added" {
			t.Error("a change at a customer is told on another's deal")
		}
	})
}
